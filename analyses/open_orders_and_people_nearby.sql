{{ config(enabled=is_approved('B')) }}
-- Which open job orders have few people with that role in their state?
with

jobs as (

    select * from {{ ref('jobs_safe') }}

),

pool as (

    select * from {{ ref('staff_pool') }}

),

role_names as (

    select * from {{ ref('role_names') }}

),

open_orders as (

    select
        jobs.state,
        role_names.role,
        count(*) as open_orders
    from jobs
    inner join role_names on lower(jobs.title) = role_names.spelling
    where jobs.job_status = 'open'
    group by all

),

people as (

    select
        pool.state,
        role_names.role,
        count(*) as people
    from pool
    inner join role_names on lower(pool.role_name) = role_names.spelling
    group by all

),

compared as (

    select
        open_orders.state,
        open_orders.role,
        open_orders.open_orders,
        coalesce(people.people, 0) as people,
        round(coalesce(people.people, 0) / open_orders.open_orders, 1)
            as people_per_order
    from open_orders
    left join people
        on open_orders.state = people.state and open_orders.role = people.role
    order by
        people_per_order asc,
        open_orders.open_orders desc,
        open_orders.state asc,
        open_orders.role asc

)

select * from compared
