{{ config(enabled=is_approved('AB')) }}
-- How many people does each state ask for, and how many workers live there?
with

states as (

    select * from {{ ref('states') }}

),

tiles as (

    select * from {{ ref('state_tiles') }}

),

fill_events as (

    select * from {{ ref('fill_events') }}

),

workers as (

    select * from {{ ref('workers_safe') }}

),

demand as (

    select
        state,
        sum(requested_count) as asked
    from fill_events
    group by state

),

supply as (

    select
        state,
        count(*) as workers
    from workers
    group by state

),

compared as (

    select
        states.state,
        states.name,
        tiles.tile_row,
        tiles.tile_column,
        cast(coalesce(demand.asked, 0) as bigint) as asked,
        coalesce(supply.workers, 0) as workers,
        round(coalesce(supply.workers, 0) / nullif(demand.asked, 0), 1)
            as workers_per_person_asked
    from states
    inner join tiles on states.state = tiles.state
    left join demand on states.state = demand.state
    left join supply on states.state = supply.state
    order by asked desc, states.state asc

)

select * from compared
