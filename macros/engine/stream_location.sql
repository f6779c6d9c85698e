{#- SQL literal of where a file lies, by its path inside the lakehouse. dbt-duckdb's own takes a
    bracket in the lakehouse's path for a function call and a quote for the end of the text; *, ?
    and [ stand for themselves here. A slash at the end of the lakehouse's own address is none of
    the address: in object storage two slashes are not one. -#}
{% macro stream_location(path) -%}
    {%- set lakehouse = env_var('STAFFING_LAKEHOUSE', 'sample_lakehouse') -%}
    {%- set place = modules.re.sub('(.)/+$', '\\1', lakehouse) ~ '/' ~ path -%}
    {{ sql_text(modules.re.sub('([*?[])', '[\\1]', place)) }}
{%- endmacro %}
