{#- Drops what an earlier build left in the attached database and no model or seed of this
    project makes any more: it was renamed, or a decision that it rests on was declined.
    Run logs, which have a run_id, keep their history. -#}
{% macro drop_orphans() %}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set made = [] -%}
    {%- for node in graph.nodes.values() if node.database == 'staffing' -%}
        {%- do made.append(node.schema ~ '.' ~ node.alias) -%}
    {%- endfor -%}
    {%- set found = run_query("
        select
            table_schema || '.' || table_name as relation,
            if(table_type = 'VIEW', 'view', 'table') as kind
        from information_schema.tables
        where
            table_catalog = 'staffing'
            and (table_schema, table_name) not in (
                select (logs.table_schema, logs.table_name)
                from information_schema.columns as logs
                where logs.table_catalog = 'staffing' and logs.column_name = 'run_id'
            )
        order by kind desc, relation
    ") -%}
    {%- for row in found.rows if row['relation'] not in made -%}
        {%- do run_query('drop ' ~ row['kind'] ~ ' if exists staffing.' ~ row['relation']) -%}
    {%- endfor -%}
{% endmacro %}
