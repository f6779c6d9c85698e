{{ config(enabled=is_approved('B')) }}
-- What is left between pay and bill, by vertical?
-- Orders with both rates above zero. Margin is a share of the bill.
with

jobs as (

    select * from {{ ref('jobs_safe') }}

),

priced as (

    select
        coalesce(vertical, 'not given') as vertical,
        pay_rate,
        bill_rate,
        1 - pay_rate / bill_rate as margin
    from jobs
    where pay_rate > 0 and bill_rate > 0

),

by_vertical as (

    select
        vertical,
        count(*) as job_orders,
        round(median(pay_rate), 2) as median_pay,
        round(median(bill_rate), 2) as median_bill,
        round(median(margin), 3) as median_margin,
        count(*) filter (where margin < 0) as pay_above_bill
    from priced
    group by vertical
    order by median_margin, vertical

)

select * from by_vertical
