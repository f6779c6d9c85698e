{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('candidates_masked') }}

),

allowed as (

    select
        stream,
        source_row,
        candidate_id,

        name_token,
        email_token,
        phone_token,
        phone_problem,
        city,
        state,
        skills,
        candidate_status,

        years_experience,
        wanted_hourly_rate,

        key_id,
        source_sha256
    from masked

)

select * from allowed
