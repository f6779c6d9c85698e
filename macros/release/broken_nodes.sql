{#- Models, seeds and tests that could not be built or run, and unit tests that failed:
    by name and status, without dbt's message, which may quote data. -#}
{% macro broken_nodes(results) %}
    {%- set broken = [] -%}
    {%- for result in results -%}
        {%- set is_check = result.node.resource_type == 'test'
            and result.node.config.meta.get('check_id') -%}
        {%- set bad = ['error', 'runtime error', 'skipped', 'partial success'] if is_check
            else ['error', 'runtime error', 'skipped', 'partial success', 'fail'] -%}
        {%- if result.status | string in bad -%}
            {%- do broken.append({
                'name': result.node.name, 'status': result.status | string,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(broken) }}
{% endmacro %}
