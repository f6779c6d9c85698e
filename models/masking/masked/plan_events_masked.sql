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

events as (

    select * from {{ ref('stg_plan_events') }}
    where {{ is_to_mask('source_path') }}

),

{#- Two plans may give themselves one id. -#}
{{ redact(
    'events',
    ['notes', 'status_text', 'extra', 'plan_extra'],
    key="concat_ws('/', row_key, source_path, plan_sha256, record_sha256)"
) }},

masked as (

    select
        redacted.row_key as event_id,
        redacted.source_path,
        redacted.plan_sha256,
        redacted.record_sha256,
        redacted.plan_id,
        redacted.plan_file,
        redacted.client_id,
        redacted.job_order_id,

        redacted.client_name,
        redacted.event_kind,
        redacted.start_time,
        redacted.end_time,
        redacted.role_name,
        redacted.status_text,
        without_details(redacted.city) as city,
        redacted.state,
        redacted.zip,
        redacted.required_skills,
        redacted.required_certifications,
        redacted.notes,
        redacted.extra,
        redacted.plan_extra,

        redacted.event_no,
        redacted.requested_count,
        redacted.filled_count,

        redacted.event_date,
        redacted.starts_on,

        pii_key.key_id,
        redacted.source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    cross join pii_key

)

select * from masked
