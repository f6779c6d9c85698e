{#- The type of the first pattern of personal data that a text holds, by the list's order;
    NULL when it holds none. -#}
{% macro pattern_type(column) -%}
    case
        {% for type in var('pii_patterns') | map(attribute='type') | unique -%}
        when regexp_matches({{ column }}, {{ pii_pattern(type) }}) then '{{ type }}'
        {% endfor -%}
    end
{%- endmacro %}
