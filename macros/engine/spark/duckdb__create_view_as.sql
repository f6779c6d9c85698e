{#- A view: of the target spark both engines have it. -#}
{% macro duckdb__create_view_as(relation, sql) -%}
    {%- if is_on_spark() -%}
        {%- do offer_to_spark() -%}
        {%- do run_query(
            'select spark_view(' ~ sql_text(model.schema ~ '.' ~ model.alias) ~ ', '
            ~ sql_text(sql) ~ ')'
        ) -%}
    {%- endif -%}
    {{ return(dbt.duckdb__create_view_as(relation, sql)) }}
{%- endmacro %}
