{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('workers_masked') }}

),

allowed as (

    select
        stream,
        source_row,
        worker_id,

        name_token,
        email_token,
        phone_token,
        phone_problem,
        role_name,
        city,
        state,
        zip3,
        skills,
        certifications,
        archetype,
        messages,
        resume_text,

        reliability,
        responsiveness,
        engagement,
        compliance,
        availability,

        key_id,
        source_sha256
    from masked

)

select * from allowed
