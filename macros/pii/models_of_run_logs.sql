{#- Names of the models that are made of a log of runs, through however many others; but for
    column_lineage, which reads their code alone. -#}
{% macro models_of_run_logs() %}
    {%- set grown = namespace(ids=[], more=execute) -%}
    {%- set names = [] -%}
    {%- for step in range(20) if grown.more -%}
        {%- set grown.more = false -%}
        {%- for node in graph.nodes.values() if (
            node.resource_type == 'model' and node.unique_id not in grown.ids
            and node.name != 'column_lineage'
        ) -%}
            {%- set reads = node.depends_on.nodes | select('in', grown.ids) | list -%}
            {%- if node.config.meta.get('is_run_log') or reads -%}
                {%- do grown.ids.append(node.unique_id) -%}
                {%- do names.append(node.name) -%}
                {%- set grown.more = true -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{% endmacro %}
