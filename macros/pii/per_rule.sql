{#- SQL expression over `match`: the first of the rules that it satisfies gives its type, or
    what stands in its place (`wanted`: type or mask); NULL when there is none. -#}
{% macro per_rule(rules, wanted) -%}
    case
        {% for rule in rules -%}
        when
            regexp_full_match(match, {{ sql_text(rule.whole) }})
            {{- proven(rule) }}
            then {{ sql_text(rule.type) if wanted == 'type' else masked_match(rule) }}
        {% endfor %}
    end
{%- endmacro %}
