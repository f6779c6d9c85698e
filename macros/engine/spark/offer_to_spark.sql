{#- Gives Spark what the current model reads and DuckDB has made: seeds, and what only DuckDB can.
    The first time it also gives it the project's SQL functions. -#}
{% macro offer_to_spark() %}
    {%- if run_query("select spark_knows('functions')").columns[0].values()[0] == 'no' -%}
        {%- do run_query('select spark_functions(' ~ sql_text(create_functions()) ~ ')') -%}
    {%- endif -%}
    {%- for id in model.depends_on.nodes if id in graph.nodes -%}
        {%- set node = graph.nodes[id] -%}
        {%- set name = sql_text(node.schema ~ '.' ~ node.alias) -%}
        {%- if run_query('select spark_knows(' ~ name ~ ')').columns[0].values()[0] == 'no' -%}
            {%- set file = run_query('select spark_place(' ~ name ~ ')').columns[0].values()[0] -%}
            {%- do run_query(
                'copy (from ' ~ node.relation_name ~ ') to ' ~ sql_text(file)
            ) -%}
            {%- do run_query('select spark_take(' ~ name ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
