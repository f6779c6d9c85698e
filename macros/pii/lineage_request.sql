{#- What python_helpers.column_lineage has to know, as JSON text: the published models and all
    that they are made from, with their compiled files, the columns of these relations, the classes
    of the raw columns, and the expressions at which texts are cut for a mask. Other models are
    left out: nothing says that they are compiled by then, or there; and so are the tables that
    tests gather in memory: equal builds ask the same. -#}
{% macro lineage_request() %}
    {%- set schemas = ['safe', 'inventory', 'marts'] -%}
    {%- set models = [] -%}
    {%- set wanted = [] -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'model' and node.name != 'column_lineage'
            and node.schema in schemas and node.database == 'staffing' -%}
            {%- do wanted.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set published = wanted | list -%}
    {%- set relations = [] -%}
    {%- for unique_id in wanted -%}  {#- grows on the way -#}
        {%- set node = graph.nodes[unique_id] -%}
        {%- do models.append({
            'name': node.name,
            'relation': [node.database, node.schema, node.alias] | join('.'),
            'file': node.package_name ~ '/' ~ node.original_file_path,
            'is_published': unique_id in published,
        }) -%}
        {%- do relations.append(models[-1].relation) -%}
        {%- for parent in node.depends_on.nodes -%}
            {%- if parent.startswith('seed.') -%}
                {%- set seed = graph.nodes[parent] -%}
                {%- do relations.append([seed.database, seed.schema, seed.alias] | join('.')) -%}
            {%- elif parent.startswith('model.') and parent not in wanted -%}
                {%- do wanted.append(parent) -%}
            {%- endif -%}
        {%- endfor -%}
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
        {%- do relations.append('scratch.main.' ~ entry.name) -%}
    {%- endfor -%}
    {%- set columns = {} -%}
    {%- for row in run_query("
        select
            database_name || '.' || schema_name || '.' || table_name as relation,
            to_json(list(column_name order by column_index)) as names
        from duckdb_columns()
        where not internal and schema_name <> 'failures'
        group by all
        order by all
    ").rows if row['relation'] in relations -%}
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
