{#- All rules of a var as one regular expression, an SQL string literal: where it matches there
    may be personal data; pattern_type() says whether there is. -#}
{% macro pii_pattern(name='pii_patterns') -%}
    {{ sql_text(pii_rules(name) | map(attribute='whole') | join('|')) }}
{%- endmacro %}
