{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('new_candidates_masked') }}

),

allowed as (

    select
        stream,
        source_row,

        name_token,
        email_token,
        phone_token,
        phone_problem,
        city,
        state,
        skills,

        years_experience,

        key_id,
        source_sha256
    from masked

)

select * from allowed
