{#- Where names may stand in a text, as one regular expression, an SQL string literal. -#}
{% macro name_pattern() -%}
    {{ sql_text(filled_in(var('name_patterns') | join('|'))) }}
{%- endmacro %}
