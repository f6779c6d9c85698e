{{ config(
    enabled=is_approved('B'),
    pre_hook="{{ begin_parts(ref('stg_job_orders')) }}",
    post_hook={
        'sql': "{{ add_other_parts(ref('stg_job_orders')) }}",
        'transaction': false,
    }
) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

-- A part has no copy of all of them.
known_people as not materialized (

    select * from {{ ref('known_people') }}

),

name_words as (

    select * from {{ ref('stg_name_words') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

job_orders as (

    select * from {{ ref('stg_job_orders') }}
    where
        {{ is_to_mask('source_path') }}
        and {{ in_this_part('source_row', 'stream') }}

),

{{ redact('job_orders', ['description']) }},

masked as (

    select
        redacted.stream,
        redacted.source_row,
        redacted.job_order_id,
        redacted.client_id,

        redacted.title,
        redacted.vertical,
        redacted.job_status,
        without_details(redacted.city) as city,
        redacted.state,
        redacted.zip,
        redacted.description,
        {{ described('requirements', 'redacted.description') }}
            as described_requirements,

        redacted.bill_rate,
        redacted.pay_rate,
        {{ described('pay_rate', 'redacted.description') }}
            as described_pay_rate,
        {{ described('years', 'redacted.description') }}
            as described_years,
        {{ described('head_count', 'redacted.description') }}
            as described_head_count,

        pii_key.key_id,
        file_manifest.sha256 as source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    cross join pii_key
    left join file_manifest on redacted.source_path = file_manifest.path

)

select * from masked
{{ order_of_a_part('source_row') }}
