{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

roster as (

    select * from {{ ref('stg_client_workersi') }}
    where {{ is_to_mask('source_path') }}

),

tokens as (

    select
        roster.*,
        {{ pii_token('name', normalise_name('roster.full_name')) }}
            as name_token,
        {{ pii_token('email', 'roster.email') }} as email_token,
        {{ pii_token('phone', 'roster.phone') }} as phone_token,
        pii_key.key_id
    from roster
    cross join pii_key

),

masked as (

    select
        tokens.stream,
        tokens.source_row,
        tokens.worker_id,

        tokens.name_token,
        tokens.email_token,
        tokens.phone_token,
        tokens.phone_problem,
        tokens.role_name,
        tokens.city,
        tokens.state,
        tokens.skills,
        tokens.certifications,
        tokens.archetype,

        tokens.availability,
        tokens.reliability,

        tokens.key_id,
        file_manifest.sha256 as source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from tokens
    left join file_manifest on tokens.source_path = file_manifest.path

)

select * from masked
