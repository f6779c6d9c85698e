{#- The last select of every audit test: its failures in one shape, with what waivers cover.

    dataset        the stream, or the published relation, that the row is in
    field          the column concerned; NULL when it is the row as a whole
    row_key        the row's key, never a value
    reason         a constant of the test: why it fails
    rows_affected  rows that this failure stands for, 1 unless one line stands for many
    is_waived      a waiver of the seed covers it: it is evidence, and does not count

    `rows` is a CTE with row_key and reason; what else it has is named in `has`. -#}
{% macro failure_rows(rows, has=['dataset', 'field']) -%}
    {%- set check_id = model.config.meta.get('check_id') if execute else none -%}
    select
        {{ 'found.dataset' if 'dataset' in has else 'cast(null as varchar)' }} as dataset,
        {{ 'found.field' if 'field' in has else 'cast(null as varchar)' }} as field,
        cast(found.row_key as varchar) as row_key,
        found.reason,
        cast(
            {{ 'found.rows_affected' if 'rows_affected' in has else '1' }} as bigint
        ) as rows_affected,
        exists (
            select waivers.key_pattern
            from {{ ref('active_waivers') }} as waivers
            where
                waivers.check_id = {{ sql_text(check_id) }}
                and regexp_full_match(
                    cast(found.row_key as varchar), waivers.key_pattern
                )
        ) as is_waived
    from {{ rows }} as found
{%- endmacro %}
