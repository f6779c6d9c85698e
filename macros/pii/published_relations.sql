{#- What is published, asked of the catalog and not of a list: every table and view of
    the attached database, with its key (the first two columns) and its columns of a wanted
    kind; of masking only what no safe view shows, since the views read the rest.

    `kind` is 'text' (VARCHAR and lists of it) or the name of a column. Tokens are left out
    of the texts: P04 proves their form. `part` is as is_of_part has it. Returns a list of
    {relation, name, key, columns, is_numbered}: whether rows have a source_row. A column that a
    view itself makes as a hash, and names nowhere else, is none of the texts either: to read it
    is to hash every row's document. -#}
{% macro published_relations(kind='text', part='all') %}
    {%- set found = run_query("
        select
            columns.schema_name || '.' || columns.table_name as relation,
            columns.column_name,
            columns.data_type,
            coalesce(
                regexp_matches(
                    views.sql, '\\bsha256\\([a-z_.]+\\) AS ' || columns.column_name || '\\b'
                )
                and len(regexp_extract_all(
                    views.sql, '\\b' || columns.column_name || '\\b'
                )) = 1,
                false
            ) as is_hashed_here
        from duckdb_columns() as columns
        left join duckdb_views() as views
            on
                columns.database_name = views.database_name
                and columns.schema_name = views.schema_name
                and columns.table_name = views.view_name
        where
            columns.database_name = 'staffing'
            and columns.schema_name in ('masking', 'safe', 'marts', 'inventory')
            and columns.table_name not like '%__dbt_%'
            and not (
                columns.schema_name = 'masking'
                and columns.column_name in (
                    select shown.column_name
                    from duckdb_columns() as shown
                    where shown.database_name = 'staffing' and shown.schema_name = 'safe'
                )
            )
        order by relation, columns.column_index
    ") -%}
    {%- set relations = [] -%}
    {%- for name, rows in found.rows | groupby('relation')
        if is_of_part(name.split('.')[-1], part) -%}
        {%- set columns = [] -%}
        {%- for row in rows -%}
            {%- if (
                kind == 'text' and row.data_type in ['VARCHAR', 'VARCHAR[]']
                and not row.column_name.endswith('_token') and not row.is_hashed_here
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
