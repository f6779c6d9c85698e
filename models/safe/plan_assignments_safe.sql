{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('plan_assignments_masked') }}

),

allowed as (

    select
        assignment_id,
        event_id,
        source_path,
        record_sha256,
        plan_id,
        worker_id,

        name_token,
        email_token,
        phone_token,

        event_no,
        assignment_no,

        key_id,
        source_sha256
    from masked

)

select * from allowed
