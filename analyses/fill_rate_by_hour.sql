{{ config(enabled=is_approved('AB')) }}
-- At which hours of the day do shifts stay open?
-- By the hour that an event starts, local time.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

by_hour as (

    select
        coalesce(start_time[:2] || ':00', 'no time given') as starts_at,
        count(*) as events,
        count(*) filter (
            where fill_status in ('partial', 'unfilled')
        ) as events_short,
        sum(requested_count) filter (where fill_status <> 'unknown') as asked,
        sum(filled_count) as filled
    from fill_events
    group by all

),

rated as (

    select
        starts_at,
        events,
        events_short,
        asked,
        filled,
        round(filled / nullif(asked, 0), 3) as fill_rate
    from by_hour
    order by starts_at

)

select * from rated
