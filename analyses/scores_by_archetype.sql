{{ config(enabled=is_approved('B')) }}
-- What do the archetypes of workers mean in numbers?
with

workers as (

    select * from {{ ref('workers_safe') }}

),

by_archetype as (

    select
        coalesce(archetype, 'not given') as archetype,
        count(*) as workers,
        round(median(reliability), 2) as reliability,
        round(median(responsiveness), 2) as responsiveness,
        round(median(engagement), 2) as engagement,
        round(median(compliance), 2) as compliance,
        round(median(availability), 2) as availability
    from workers
    group by all
    order by workers desc, archetype asc

)

select * from by_archetype
