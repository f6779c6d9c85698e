{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

workers as (

    select * from {{ ref('stg_sparse_workers') }}

),

tokens as (

    select
        workers.*,
        {{ pii_token('name', normalise_name('workers.full_name')) }}
            as name_token,
        {{ pii_token('phone', 'workers.phone') }} as phone_token,
        pii_key.key_id
    from workers
    cross join pii_key

),

redacted as (

    select
        tokens.* replace (
            {{ redact_own_name(redact_patterns('tokens.notes')) }} as notes
        )
    from tokens
    cross join pii_key

),

{{ redact_people('redacted', ['notes']) }},

masked as (

    select
        people_redacted.stream,
        people_redacted.source_row,

        people_redacted.name_token,
        people_redacted.phone_token,
        people_redacted.phone_problem,
        people_redacted.role_name,
        people_redacted.city,
        people_redacted.state,
        people_redacted.notes,

        people_redacted.key_id,
        file_manifest.sha256 as source_sha256
    from people_redacted
    left join file_manifest on people_redacted.stream = file_manifest.stream

)

select * from masked
