{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('outcomes_masked') }}

),

allowed as (

    select
        row_key,
        source_path,
        record_sha256,
        plan_ref,

        extra,

        line_no,
        event_no,
        filled_count,
        showed_count,
        no_show_count,

        recorded_at,

        key_id,
        source_sha256
    from masked

)

select * from allowed
