-- How many of each kind of thing are there, over all streams?
with

streams as (

    select * from {{ ref('stream_inventory') }}

),

by_entity as (

    select
        replace(entity, '_', ' ') as entity,
        count(*) as streams,
        sum(rows) as total_rows
    from streams
    where is_present and status = 'canonical'
    group by entity
    order by total_rows desc, entity asc

)

select * from by_entity
