{#- The patterns of personal data (var pii_patterns) as one SQL string literal: all of
    them in their order, or those of one type. -#}
{% macro pii_pattern(type=none) -%}
    {%- set wanted = var('pii_patterns') -%}
    {%- if type is not none -%}
        {%- set wanted = wanted | selectattr('type', 'equalto', type) | list -%}
    {%- endif -%}
    {%- if not wanted -%}
        {{ exceptions.raise_compiler_error("pii_pattern: no pattern of type " ~ type) }}
    {%- endif -%}
    {{ sql_text(wanted | map(attribute='pattern') | join('|')) }}
{%- endmacro %}
