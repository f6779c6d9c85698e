{#- Rows, nulls and estimated distinct values of every registered column of the canonical
    streams: one scan a stream, one row a column. Estimates are HyperLogLog's
    (approx_count_distinct), the same on every run. -#}
{% macro column_profiles() %}
    {%- set streams = registered_streams()
        | selectattr('meta.status', 'equalto', 'canonical') | list -%}
    {%- for entry in streams %}
    select
        '{{ entry.name }}' as stream,
        profile.column_name as column_name,
        profile.nulls as nulls,
        profile.distinct_estimate as distinct_estimate,
        rows as rows
    from (
        select
            count(*) as rows,
            unnest([
                {%- for column in entry.columns.values() %}
                {
                    'column_name': '{{ column.name }}',
                    'nulls': count(*) - count({{ column.name }}),
                    'distinct_estimate':
                        approx_count_distinct({{ column.name }})
                }{{ ',' if not loop.last }}
                {%- endfor %}
            ]) as profile
        from {{ source(entry.source_name, entry.name) }}
    ) as scanned
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{% endmacro %}
