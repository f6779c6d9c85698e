{#- SQL literal of where a file lies, by its path inside the lakehouse. dbt-duckdb's own takes a
    bracket in the lakehouse's path for a function call and a quote for the end of the text; *, ?
    and [ stand for themselves here. -#}
{% macro stream_location(path) -%}
    {%- set place = env_var('STAFFING_LAKEHOUSE', 'sample_lakehouse') ~ '/' ~ path -%}
    {{ sql_text(modules.re.sub('([*?[])', '[\\1]', place)) }}
{%- endmacro %}
