{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('plan_events_masked') }}

),

allowed as (

    select
        event_id,
        source_path,
        plan_sha256,
        record_sha256,
        plan_id,
        plan_file,
        client_id,
        job_order_id,

        client_name,
        event_kind,
        start_time,
        end_time,
        role_name,
        status_text,
        city,
        state,
        zip,
        required_skills,
        required_certifications,
        notes,
        extra,
        plan_extra,

        event_no,
        requested_count,
        filled_count,

        event_date,
        starts_on,

        key_id,
        source_sha256
    from masked

)

select * from allowed
