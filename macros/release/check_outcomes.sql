{#- What each data test that proves a check came to, as a list of plain values. -#}
{% macro check_outcomes(results) %}
    {%- set outcomes = [] -%}
    {%- for result in results if result.node.resource_type == 'test' -%}
        {%- set meta = result.node.config.meta -%}
        {%- if meta.get('check_id') -%}
            {%- do outcomes.append({
                'test': result.node.name,
                'check_id': meta.check_id,
                'phase': meta.phase | string,
                'kind': meta.kind,
                'claim': meta.claim,
                'status': result.status | string,
                'failures': result.failures,
                'seconds': result.execution_time,
                'evidence': result.node.relation_name,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(outcomes) }}
{% endmacro %}
