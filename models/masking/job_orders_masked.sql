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

job_orders as (

    select * from {{ ref('stg_job_orders') }}

),

redacted as (

    select
        job_orders.* replace (
            {{ redact_patterns('job_orders.description') }} as description
        ),
        pii_key.key_id
    from job_orders
    cross join pii_key

),

{{ redact_people('redacted', ['description']) }},

masked as (

    select
        people_redacted.stream,
        people_redacted.source_row,
        people_redacted.job_order_id,
        people_redacted.client_id,

        people_redacted.title,
        people_redacted.vertical,
        people_redacted.job_status,
        people_redacted.city,
        people_redacted.state,
        people_redacted.zip,
        people_redacted.description,
        {{ described('requirements', 'people_redacted.description') }}
            as described_requirements,

        people_redacted.bill_rate,
        people_redacted.pay_rate,
        {{ described('pay_rate', 'people_redacted.description') }}
            as described_pay_rate,
        {{ described('years', 'people_redacted.description') }}
            as described_years,
        {{ described('head_count', 'people_redacted.description') }}
            as described_head_count,

        people_redacted.key_id,
        file_manifest.sha256 as source_sha256
    from people_redacted
    left join file_manifest on people_redacted.stream = file_manifest.stream

)

select * from masked
