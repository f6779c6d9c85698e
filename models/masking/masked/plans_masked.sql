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

plans as (

    select * from {{ ref('stg_plans') }}
    where {{ is_to_mask('source_path') }}

),

{{ redact('plans', ['notes', 'extra'], key='source_path') }},

masked as (

    select
        redacted.plan_file,
        redacted.source_path,
        redacted.plan_sha256,
        redacted.plan_id,
        redacted.client_id,

        redacted.client_name,
        redacted.notes,
        redacted.extra,

        redacted.n_events,

        redacted.plan_date,

        pii_key.key_id,
        redacted.source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    cross join pii_key

)

select * from masked
