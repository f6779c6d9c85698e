{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

events as (

    select * from {{ ref('stg_plan_events') }}

),

redacted as (

    select
        events.* replace (
            {{ redact_patterns('events.notes') }} as notes,
            {{ redact_patterns('events.status_text') }} as status_text,
            {{ redact_patterns('events.extra') }} as extra,
            {{ redact_patterns('events.plan_extra') }} as plan_extra
        ),
        pii_key.key_id
    from events
    cross join pii_key

),

{{ redact_people(
    'redacted', ['notes', 'status_text', 'extra', 'plan_extra']
) }},

masked as (

    select
        people_redacted.row_key as event_id,
        people_redacted.source_path,
        people_redacted.plan_sha256,
        people_redacted.record_sha256,
        people_redacted.plan_id,
        people_redacted.plan_file,
        people_redacted.client_id,
        people_redacted.job_order_id,

        people_redacted.client_name,
        people_redacted.event_kind,
        people_redacted.start_time,
        people_redacted.end_time,
        people_redacted.role_name,
        people_redacted.status_text,
        people_redacted.city,
        people_redacted.state,
        people_redacted.zip,
        people_redacted.required_skills,
        people_redacted.required_certifications,
        people_redacted.notes,
        people_redacted.extra,
        people_redacted.plan_extra,

        people_redacted.event_no,
        people_redacted.requested_count,
        people_redacted.filled_count,

        people_redacted.event_date,
        people_redacted.starts_on,

        people_redacted.key_id,
        people_redacted.source_sha256
    from people_redacted

)

select * from masked
