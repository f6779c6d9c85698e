{{ config(enabled=is_approved('B')) }}
-- How many job orders have pay above bill, and where do they stand?
-- The first line is all of them together.
with

jobs as (

    select * from {{ ref('jobs_safe') }}

),

orders as (

    select
        coalesce(job_status, 'not given') as job_status,
        pay_rate,
        bill_rate
    from jobs

),

counted as (

    select
        if(grouping(job_status) = 1, 'all orders', job_status) as status,
        count(*) as job_orders,
        count(*) filter (where pay_rate > bill_rate) as pay_above_bill,
        count(*) filter (where pay_rate = bill_rate) as pay_equals_bill,
        count(*) filter (
            where pay_rate is null or bill_rate is null
        ) as a_rate_is_missing,
        round(
            max(pay_rate - bill_rate) filter (where pay_rate > bill_rate), 2
        ) as largest_loss_an_hour
    from orders
    group by rollup(job_status)
    order by grouping(job_status) desc, pay_above_bill desc, status asc

)

select * from counted
