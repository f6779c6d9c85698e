{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('job_orders_masked') }}

),

allowed as (

    select
        stream,
        source_row,
        job_order_id,
        client_id,

        title,
        vertical,
        job_status,
        city,
        state,
        zip,
        description,
        described_requirements,

        bill_rate,
        pay_rate,
        described_pay_rate,
        described_years,
        described_head_count,

        key_id,
        source_sha256
    from masked

)

select * from allowed
