{#- A table: of the target spark what Spark has made of the query, in the columns and types that
    DuckDB gives it; else dbt-duckdb's own. -#}
{% macro duckdb__create_table_as(
    temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none
) -%}
    {%- set made = compiled_code -%}
    {%- if is_on_spark() and not temporary -%}
        {%- set made = made_on_spark(compiled_code) -%}
    {%- endif -%}
    {{ return(dbt.duckdb__create_table_as(
        temporary, relation, made, language, partitioned_by, sorted_by
    )) }}
{%- endmacro %}
