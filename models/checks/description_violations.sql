with

job_orders as (

    select * from {{ ref('stg_job_orders') }}

),

violations as (

    select
        'job_orders' as dataset,
        'description' as field,
        row_key,
        'pay_disagrees' as reason
    from job_orders
    where described_pay_rate <> round(pay_rate, 2)

)

select * from violations
