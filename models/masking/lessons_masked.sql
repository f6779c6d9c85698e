{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

lessons as (

    select * from {{ ref('stg_lessons') }}

),

redacted as (

    select
        lessons.* replace (
            {{ redact_patterns('lessons.lesson_text') }} as lesson_text,
            {{ redact_patterns('lessons.extra') }} as extra
        ),
        pii_key.key_id
    from lessons
    cross join pii_key

),

{{ redact_people('redacted', ['lesson_text', 'extra']) }},

masked as (

    select
        people_redacted.lesson_id,
        people_redacted.source_path,
        people_redacted.record_sha256,
        people_redacted.plan_ref,
        people_redacted.client_id,

        people_redacted.client_name,
        people_redacted.lesson_text,
        people_redacted.extra,

        people_redacted.events_total,
        people_redacted.events_ok,

        people_redacted.lesson_date,

        people_redacted.key_id,
        people_redacted.source_sha256
    from people_redacted

)

select * from masked
