{#- The registry (the sources' YAML) as rows, one a stream. -#}
{% macro registry_rows() %}
    {%- for entry in registered_streams() %}
    select
        {{ sql_text(entry.name) }} as stream,
        {{ sql_text(entry.meta.folder) }} as folder,
        {{ sql_text('data/' ~ entry.meta.folder ~ '/' ~ entry.name ~ '.parquet') }}
            as path,
        {{ sql_text(entry.meta.entity) }} as entity,
        {{ sql_text(entry.meta.status) }} as status,
        {{ sql_text(entry.meta.get('reason')) }} as reason,
        {{ sql_text(entry.meta.get('sibling')) }} as sibling,
        {{ sql_text(entry.meta.key) }} as key_column,
        {{ entry.meta.is_required }} as is_required,
        {{ entry.name in var('absent_streams') }} as is_declared_absent,
        cast({{ entry.meta.expected_rows }} as bigint) as expected_rows
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{% endmacro %}
