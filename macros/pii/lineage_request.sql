{#- What python_helpers.column_lineage has to know, as JSON text: the models with their
    compiled files, the columns of every relation, the classes of the raw columns, and the
    expressions at which texts are cut for a mask. -#}
{% macro lineage_request() %}
    {%- set schemas = ['safe', 'inventory', 'marts'] -%}
    {%- set models = [] -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'model' and node.name != 'column_lineage' -%}
            {%- do models.append({
                'name': node.name,
                'relation': [node.database, node.schema, node.alias] | join('.'),
                'file': node.package_name ~ '/' ~ node.original_file_path,
                'is_published': node.schema in schemas and node.database == 'staffing',
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set classes = {} -%}
    {%- for entry in graph.sources.values() -%}
        {%- set columns = {} -%}
        {%- for column in entry.columns.values() -%}
            {%- do columns.update({column.name: column.meta.get('pii')}) -%}
            {%- for field, pii in column.meta.get('fields', {}).items() -%}
                {%- do columns.update({column.name ~ '.' ~ field: pii}) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do classes.update({entry.name: columns}) -%}
    {%- endfor -%}
    {%- set columns = {} -%}
    {%- for row in run_query("
        select
            database_name || '.' || schema_name || '.' || table_name as relation,
            to_json(list(column_name order by column_index)) as names
        from duckdb_columns()
        where not internal and schema_name <> 'failures'
        group by all
    ").rows -%}
        {%- do columns.update({row['relation']: fromjson(row['names'])}) -%}
    {%- endfor -%}
    {{ return(tojson({
        'models': models,
        'columns': columns,
        'classes': classes,
        'cuts': {
            'patterns': pii_rules() | map(attribute='whole') | join('|'),
            'people': filled_in(var('name_patterns') | join('|')),
        },
    })) }}
{% endmacro %}
