{#- Filled when a release is made, in the release alone (release_diff.py); the
    model only makes the table. -#}
{{ config(meta={'is_run_log': true}) }}

with

columns as (

    select
        cast(null as varchar) as run_id,
        cast(null as varchar) as relation,
        cast(null as varchar) as change,
        cast(null as varchar) as what,
        cast(null as varchar) as from_release,
        cast(null as varchar) as row_key,
        cast(null as bigint) as rows_before,
        cast(null as bigint) as rows_now,
        cast(null as bigint) as rows_added,
        cast(null as bigint) as rows_removed,
        cast(null as bigint) as rows_changed

)

select * from columns
where false
