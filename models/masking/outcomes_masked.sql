{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

outcomes as (

    select * from {{ ref('stg_outcomes') }}

),

redacted as (

    select
        outcomes.* replace (
            {{ redact_patterns('outcomes.extra') }} as extra
        ),
        pii_key.key_id
    from outcomes
    cross join pii_key

),

{{ redact_people('redacted', ['extra']) }},

masked as (

    select
        people_redacted.row_key,
        people_redacted.source_path,
        people_redacted.record_sha256,
        people_redacted.plan_ref,

        people_redacted.extra,

        people_redacted.line_no,
        people_redacted.event_no,
        people_redacted.filled_count,
        people_redacted.showed_count,
        people_redacted.no_show_count,

        people_redacted.recorded_at,

        people_redacted.key_id,
        people_redacted.source_sha256
    from people_redacted

)

select * from masked
