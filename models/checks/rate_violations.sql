{#- The bounds of an hourly rate are the var plausible_hourly: from the federal
    minimum wage up to more than any role here earns. A pay above it is an
    amount of a week, most often. -#}
{%- set plausible = var('plausible_hourly') -%}
with

job_orders as (

    select * from {{ ref('stg_job_orders') }}

),

pay as (

    select
        row_key,
        'pay_rate' as field,
        case
            when pay_rate is null then 'pay_missing'
            when isnan(pay_rate) then 'pay_not_a_number'
            when pay_rate = 0 then 'pay_zero'
            when pay_rate < {{ plausible.pay[0] }} then 'pay_below_minimum'
            when pay_rate > {{ plausible.pay[1] }} then 'weekly_amount'
        end as reason
    from job_orders

),

-- A week's pay goes with a week's bill.
bill as (

    select
        row_key,
        'bill_rate' as field,
        case
            when bill_rate is null then 'bill_missing'
            when isnan(bill_rate) then 'bill_not_a_number'
            when bill_rate < pay_rate then 'bill_below_pay'
            when bill_rate = 0 then 'bill_zero'
            when
                bill_rate > {{ plausible.bill[1] }}
                and pay_rate <= {{ plausible.pay[1] }}
                then 'bill_implausible'
        end as reason
    from job_orders

),

judged as (

    select * from pay
    union all
    select * from bill

),

violations as (

    select
        'job_orders' as dataset,
        field,
        row_key,
        reason
    from judged
    where reason is not null

)

select * from violations
