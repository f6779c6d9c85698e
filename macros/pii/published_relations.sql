{#- What is published, asked of the catalog and not of a list: every table and view of
    the attached database, with its key (the first two columns) and its columns of a wanted
    kind; of masking only what no safe view shows, since the views read the rest.

    `kind` is 'text' (VARCHAR and lists of it) or the name of a column. Tokens are left out
    of the texts: P04 proves their form. `part` is as is_of_part has it. Returns a list of
    {relation, name, key, columns, is_numbered}: whether rows have a source_row. -#}
{% macro published_relations(kind='text', part='all') %}
    {%- set found = run_query("
        select
            schema_name || '.' || table_name as relation,
            column_name,
            data_type
        from duckdb_columns()
        where
            database_name = 'staffing'
            and schema_name in ('masking', 'safe', 'marts', 'inventory')
            and table_name not like '%__dbt_%'
            and not (
                schema_name = 'masking'
                and column_name in (
                    select shown.column_name
                    from duckdb_columns() as shown
                    where shown.database_name = 'staffing' and shown.schema_name = 'safe'
                )
            )
        order by relation, column_index
    ") -%}
    {%- set relations = [] -%}
    {%- for name, rows in found.rows | groupby('relation')
        if is_of_part(name.split('.')[-1], part) -%}
        {%- set columns = [] -%}
        {%- for row in rows -%}
            {%- if (
                kind == 'text' and row.data_type in ['VARCHAR', 'VARCHAR[]']
                and not row.column_name.endswith('_token')
            ) or row.column_name == kind -%}
                {%- do columns.append({
                    'name': row.column_name,
                    'is_list': row.data_type == 'VARCHAR[]',
                }) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if columns -%}
            {%- do relations.append({
                'name': name,
                'relation': 'staffing.' ~ name,
                'key': rows[:2] | map(attribute='column_name') | list,
                'is_numbered': 'source_row' in rows | map(attribute='column_name'),
                'columns': columns,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {#- A check that finds nothing to look at has not passed. -#}
    {%- if not relations and flags.WHICH in ['build', 'test'] -%}
        {{ exceptions.raise_compiler_error('nothing is published: run dbt build first') }}
    {%- endif -%}
    {{ return(relations) }}
{% endmacro %}
