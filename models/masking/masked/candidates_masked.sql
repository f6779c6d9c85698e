{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

candidates as (

    select * from {{ ref('stg_candidates') }}
    where {{ is_to_mask('source_path') }}

),

tokens as (

    select
        candidates.*,
        {{ pii_token('name', normalise_name('candidates.full_name')) }}
            as name_token,
        {{ pii_token('email', 'candidates.email') }} as email_token,
        {{ pii_token('phone', 'candidates.phone') }} as phone_token,
        pii_key.key_id
    from candidates
    cross join pii_key

),

masked as (

    select
        tokens.stream,
        tokens.source_row,
        tokens.candidate_id,

        tokens.name_token,
        tokens.email_token,
        tokens.phone_token,
        tokens.phone_problem,
        tokens.city,
        tokens.state,
        tokens.skills,
        tokens.candidate_status,

        tokens.years_experience,
        tokens.wanted_hourly_rate,

        tokens.key_id,
        file_manifest.sha256 as source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from tokens
    left join file_manifest on tokens.source_path = file_manifest.path

)

select * from masked
