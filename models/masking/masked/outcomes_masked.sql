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

outcomes as (

    select * from {{ ref('stg_outcomes') }}
    where {{ is_to_mask('source_path') }}

),

{{ redact('outcomes', ['extra']) }},

masked as (

    select
        redacted.row_key,
        redacted.source_path,
        redacted.record_sha256,
        redacted.plan_ref,

        redacted.extra,

        redacted.line_no,
        redacted.event_no,
        redacted.filled_count,
        redacted.showed_count,
        redacted.no_show_count,

        redacted.recorded_at,

        pii_key.key_id,
        redacted.source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    cross join pii_key

)

select * from masked
