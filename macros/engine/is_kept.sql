{#- Whether the node that is being built stays as an earlier build made it: its code and
    configuration, and all that it refers to, are what they were (python_helpers/kept.py).
    `is_there`: whether the earlier build's relation lies in the database.

    A node whose code asks the clock, reads what runs write, or names this run has no
    fingerprint: every run makes it, and what refers to it. By meta `fingerprint`,
    content  its rows stand for it: a small view that asks the clock and seldom changes
    shape    it reads code and columns of what it refers to, and no rows -#}
{% macro is_kept(is_there) %}
    {%- set meta = model.config.meta -%}
    {%- set code = model.get('compiled_code') or '' -%}
    {%- set own = namespace(hash=none) -%}
    {%- if model.resource_type == 'seed' -%}
        {%- if model.checksum.name == 'sha256' -%}
            {%- set own.hash = model.checksum.checksum -%}
        {%- endif -%}
    {%- elif meta.get('fingerprint') == 'content' -%}
        {%- set own.hash = run_query(
            'select ' ~ content_hash('found') ~ ' from (' ~ code ~ ') as found'
        ).columns[0].values()[0] -%}
    {%- elif not (
        meta.get('is_run_log') or invocation_id in code or modules.re.search(
            '(?i)current_date|current_time|now[(]|today[(]|random[(]|uuid[(]'
            ~ '|lakehouse_sha256[(]|canaries_in_files[(]', code
        )
    ) -%}
        {%- set own.hash = local_md5(code) -%}
    {%- endif -%}
    {%- set columns = [] -%}
    {%- for column in model.columns.values() -%}
        {%- do columns.append([column.name, column.get('data_type'), column.get('description')]) -%}
    {%- endfor -%}
    {%- set shape = local_md5(tojson([
        code | replace(invocation_id, ''), this | string,
        tojson(model.config, sort_keys=true) | string, model.get('description'), columns,
    ])) -%}
    {%- set asked = tojson({
        'node': model.unique_id,
        'rows': local_md5(own.hash ~ shape) if own.hash else none,
        'shape': shape,
        'reads_shapes': meta.get('fingerprint') == 'shape',
        'parents': model.depends_on.get('nodes', []),
        'is_there': is_there,
    }) -%}
    {{ return(run_query('select is_kept(' ~ sql_text(asked) ~ ')').columns[0].values()[0]) }}
{% endmacro %}
