{#- SQL literal of a stream's path. dbt-duckdb's own takes a bracket in the lakehouse's path for
    a function call and a quote for the end of the text; *, ? and [ stand for themselves here. -#}
{% macro stream_location(entry) -%}
    {%- set path = env_var('STAFFING_LAKEHOUSE', 'sample_lakehouse')
        ~ '/data/' ~ entry.meta.folder ~ '/' ~ entry.name ~ '.parquet' -%}
    {{ sql_text(modules.re.sub('([*?[])', '[\\1]', path)) }}
{%- endmacro %}
