{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

name_words as (

    select * from {{ ref('stg_name_words') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

workers as (

    select * from {{ ref('stg_sparse_workers') }}
    where {{ is_to_mask('source_path') }}

),

tokenised as (

    select
        workers.*,
        {{ pii_token('name', normalise_name('workers.full_name')) }}
            as name_token,
        {{ pii_token('phone', 'workers.phone') }} as phone_token,
        pii_key.key_id
    from workers
    cross join pii_key

),

{{ redact('tokenised', ['notes'], own_name='full_name') }},

masked as (

    select
        redacted.stream,
        redacted.source_row,

        redacted.name_token,
        redacted.phone_token,
        redacted.phone_problem,
        redacted.role_name,
        redacted.city,
        redacted.state,
        redacted.notes,

        redacted.key_id,
        file_manifest.sha256 as source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    left join file_manifest on redacted.source_path = file_manifest.path

)

select * from masked
