{{ config(enabled=is_approved('AB')) }}
-- What came of the fill events of each day?
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

by_day as (

    select
        event_date,
        fill_status,
        count(*) as events,
        sum(requested_count) as asked,
        sum(filled_count) as filled
    from fill_events
    where event_date is not null
    group by all
    order by event_date, fill_status

)

select * from by_day
