{{ config(enabled=is_approved('B')) }}
-- Do candidates want more than open orders pay, by state?
with

candidates as (

    select * from {{ ref('candidates_safe') }}

),

jobs as (

    select * from {{ ref('jobs_safe') }}

),

wanted as (

    select
        state,
        count(*) as candidates,
        median(wanted_hourly_rate) as wanted
    from candidates
    where wanted_hourly_rate > 0
    group by state

),

offered as (

    select
        state,
        count(*) as open_orders,
        median(pay_rate) as offered
    from jobs
    where pay_rate > 0 and job_status = 'open'
    group by state

),

compared as (

    select
        wanted.state,
        wanted.candidates,
        offered.open_orders,
        round(wanted.wanted, 2) as median_wanted,
        round(offered.offered, 2) as median_offered,
        round(offered.offered - wanted.wanted, 2) as difference
    from wanted
    inner join offered on wanted.state = offered.state
    order by difference, wanted.state

)

select * from compared
