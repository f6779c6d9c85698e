{#- Filled by record_check_results when a run ends; the model itself only makes
    the table and keeps what earlier runs wrote. -#}
{{ config(
    materialized='incremental',
    on_schema_change='append_new_columns',
    meta={'is_run_log': true}
) }}

with

columns as (

    select
        cast(null as varchar) as run_id,
        cast(null as varchar) as check_id,
        cast(null as timestamp) as run_at,
        cast(null as varchar) as git_commit,
        cast(null as varchar) as phase,
        cast(null as varchar) as gap,
        cast(null as varchar) as kind,
        cast(null as varchar) as claim,
        cast(null as varchar) as status,
        cast(null as varchar) as why_not_reached,
        cast(null as double) as measured,
        cast(null as double) as expected,
        cast(null as varchar) as unit,
        cast(null as bigint) as rows_read,
        cast(null as bigint) as rows_bad,
        cast(null as bigint) as rows_waived,
        cast(null as integer) as tests,
        cast(null as integer) as tests_kept,
        cast(null as double) as seconds,
        cast(null as varchar[]) as evidence

)

select * from columns
where false
