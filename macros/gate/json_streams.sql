{#- The streams that are folders of JSON, or one file of it, as rows: the part of the registry
    that the YAML of the flattened sources cannot hold, since a file there is not a stream. -#}
{% macro json_streams() %}
    {%- set streams = [
        ('scenarios', 'plan', 'tests/multi-agent/scenarios', true),
        ('lessons', 'lesson', 'data/_playbook_lessons', true),
        ('outcomes', 'outcome', 'data/outcomes.jsonl', false),
    ] -%}
    {%- for stream, entity, path, is_required in streams %}
    select
        '{{ stream }}' as stream,
        '{{ entity }}' as entity,
        '{{ path }}' as path,
        {{ is_required }} as is_required,
        {{ stream in var('absent_streams') }} as is_declared_absent,
        cast({{ var('expected_files').get(stream, 'null') }} as bigint) as expected_rows
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{% endmacro %}
