{#- What each data test that proves a check came to, as a list of plain values. -#}
{% macro check_outcomes(results) %}
    {%- set outcomes = [] -%}
    {%- set kept = fromjson(run_query('select to_json(kept_nodes())').columns[0].values()[0]) -%}
    {%- for result in results if result.node.resource_type == 'test' -%}
        {%- set meta = result.node.config.meta -%}
        {%- if meta.get('check_id') -%}
            {%- do outcomes.append({
                'test': result.node.name,
                'check_id': meta.check_id,
                'kind': meta.kind,
                'status': result.status | string,
                'failures': result.failures,
                'seconds': result.execution_time,
                'is_kept': result.node.unique_id in kept,
                'evidence': result.node.schema ~ '.' ~ result.node.alias,
                'reads': relations_read(result.node),
                'must_read': meta.get('reads') is not none,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set counts = count_rows_read(outcomes) -%}
    {%- for outcome in outcomes -%}
        {%- set rows = [] -%}
        {%- for id in outcome.pop('reads') -%}
            {%- do rows.append({'id': id, 'rows': counts.get(id, 0)}) -%}
        {%- endfor -%}
        {%- do outcome.update({'read': rows}) -%}
    {%- endfor -%}
    {{ return(outcomes) }}
{% endmacro %}
