{{ config(enabled=is_approved('AB')) }}
-- How many people were asked for, and how many are known to have come?
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

totals as (

    select
        count(*) as events,
        sum(requested_count) filter (where fill_status <> 'unknown') as asked,
        sum(filled_count) as filled,
        round(
            sum(filled_count)
            / sum(requested_count) filter (where fill_status <> 'unknown'),
            3
        ) as fill_rate,
        count(*) filter (where fill_status = 'unknown') as events_unknown,
        min(event_date) as first_day,
        max(event_date) as last_day
    from fill_events

)

select * from totals
