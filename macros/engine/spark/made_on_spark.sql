{#- A query of what Spark has made of a query: the same columns in the same types. The one variable
    of the session that models read, a hash of what masks are made by, goes along as its value. -#}
{% macro made_on_spark(compiled_code) %}
    {%- do offer_to_spark() -%}
    {%- set columns = run_query('describe ' ~ compiled_code).rows -%}
    {%- set means = run_query("select getvariable('mask_sha256')").columns[0].values()[0] -%}
    {%- set query = compiled_code | replace("getvariable('mask_sha256')", sql_text(means)) -%}
    {%- set files = run_query(
        'select spark_table(' ~ sql_text(model.schema ~ '.' ~ model.alias) ~ ', '
        ~ sql_text(query) ~ ')'
    ).columns[0].values()[0] -%}
    {%- set made %}
        select
            {%- for column in columns %}
            cast("{{ column[0] }}" as {{ column[1] }}) as "{{ column[0] }}"
            {{- ',' if not loop.last }}
            {%- endfor %}
        from read_parquet({{ sql_text(files) }})
    {%- endset -%}
    {{ return(made) }}
{% endmacro %}
