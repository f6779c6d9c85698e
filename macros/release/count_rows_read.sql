{#- Rows of the relations that the run's tests read, by unique id. A relation that was not
    built is left out. Files are counted by their manifest, not read once more. -#}
{% macro count_rows_read(tests) %}
    {%- set counts = {} -%}
    {%- set there = run_query("
        select database_name || '.' || schema_name || '.' || table_name as relation
        from duckdb_tables()
        union all
        select database_name || '.' || schema_name || '.' || view_name as relation
        from duckdb_views()
    ").columns[0].values() | list -%}
    {%- set selects = [] -%}
    {%- for id in tests | map(attribute='reads') | sum(start=[]) | unique -%}
        {%- set node = graph.nodes.get(id) -%}
        {%- set relation = [node.database, node.schema, node.alias] | join('.') if node
            else 'scratch.main.' ~ id.split('.')[-1] -%}
        {%- if relation in there -%}
            {%- do selects.append(
                "select '" ~ id ~ "' as id, count(*) as n from " ~ relation
            ) -%}
        {%- elif id.startswith('source.') and 'staffing.inventory.file_manifest' in there -%}
            {%- do selects.append(
                "select '" ~ id ~ "' as id, coalesce(sum(rows), 0) as n"
                ~ " from staffing.inventory.file_manifest"
                ~ " where status = 'canonical' and stream = '" ~ id.split('.')[-1] ~ "'"
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if selects -%}
        {%- for row in run_query(selects | join(' union all ')).rows -%}
            {%- do counts.update({row['id']: row['n'] | int}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(counts) }}
{% endmacro %}
