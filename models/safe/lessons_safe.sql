{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('lessons_masked') }}

),

allowed as (

    select
        lesson_id,
        source_path,
        record_sha256,
        plan_ref,
        client_id,

        client_name,
        lesson_text,
        extra,

        events_total,
        events_ok,

        lesson_date,

        key_id,
        source_sha256
    from masked

)

select * from allowed
