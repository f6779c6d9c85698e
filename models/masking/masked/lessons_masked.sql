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

lessons as (

    select * from {{ ref('stg_lessons') }}
    where {{ is_to_mask('source_path') }}

),

{#- Two lessons may give themselves one id. -#}
{{ redact(
    'lessons',
    ['lesson_text', 'extra'],
    key="concat_ws('/', row_key, source_path, record_sha256)"
) }},

masked as (

    select
        redacted.lesson_id,
        redacted.source_path,
        redacted.record_sha256,
        redacted.plan_ref,
        redacted.client_id,

        redacted.client_name,
        redacted.lesson_text,
        redacted.extra,

        redacted.events_total,
        redacted.events_ok,

        redacted.lesson_date,

        pii_key.key_id,
        redacted.source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    cross join pii_key

)

select * from masked
