{#- A Jinja value as an SQL string literal; none becomes a typed NULL. -#}
{% macro sql_text(value) -%}
    {%- if value is none -%}
        cast(null as varchar)
    {%- else -%}
        '{{ value | string | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro %}
