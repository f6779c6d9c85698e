{#- What a test reads, as unique ids: the models and sources it refers to; of a model of
    violations, what that reads. Seeds are facts and not rows that are judged. A test whose
    meta names what it `reads` reads that. -#}
{% macro relations_read(node) %}
    {%- set named = node.config.meta.get('reads') -%}
    {%- set ids = [] -%}
    {%- for parent_id in node.depends_on.nodes -%}
        {%- set parent = graph.nodes.get(parent_id) -%}
        {%- if parent and parent.schema == 'checks' -%}
            {%- do ids.extend(parent.depends_on.nodes) -%}
        {%- else -%}
            {%- do ids.append(parent_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set read = [] -%}
    {%- for id in ids | unique -%}
        {%- set name = id.split('.')[-1] -%}
        {%- if (
            not id.startswith('seed.') and name not in ['active_waivers', 'pii_key']
            and (not named or name in named)
        ) -%}
            {%- do read.append(id) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(read) }}
{% endmacro %}
