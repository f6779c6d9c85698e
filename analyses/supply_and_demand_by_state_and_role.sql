{{ config(enabled=is_approved('AB')) }}
-- Where are people asked for, and are there any with that role in that state?
-- The scarcest first: workers on file for each person asked for.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

workers as (

    select * from {{ ref('workers_safe') }}

),

role_names as (

    select * from {{ ref('role_names') }}

),

demand as (

    select
        state,
        canonical_role as role,
        count(*) as events,
        sum(requested_count) as asked
    from fill_events
    where state is not null and canonical_role is not null
    group by all

),

supply as (

    select
        workers.state,
        role_names.role,
        count(*) as workers
    from workers
    inner join role_names on lower(workers.role_name) = role_names.spelling
    group by all

),

compared as (

    select
        demand.state,
        demand.role,
        demand.events,
        demand.asked,
        coalesce(supply.workers, 0) as workers,
        round(coalesce(supply.workers, 0) / demand.asked, 1)
            as workers_per_person_asked
    from demand
    left join supply
        on demand.state = supply.state and demand.role = supply.role
    order by
        workers_per_person_asked asc,
        demand.asked desc,
        demand.state asc,
        demand.role asc

)

select * from compared
