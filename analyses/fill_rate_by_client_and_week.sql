{{ config(enabled=is_approved('AB')) }}
-- How much of what each client asks for is filled, week by week?
-- Events whose outcome nobody recorded are counted apart: they are in no rate.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

weekly as (

    select
        client_id,
        date_trunc('week', event_date) as week_of,
        count(*) as events,
        count(*) filter (where fill_status = 'unknown') as events_unknown,
        sum(requested_count) filter (where fill_status <> 'unknown') as asked,
        sum(filled_count) as filled
    from fill_events
    where event_date is not null
    group by all

),

rated as (

    select
        client_id,
        cast(week_of as date) as week_of,
        events,
        events_unknown,
        asked,
        filled,
        round(filled / nullif(asked, 0), 3) as fill_rate
    from weekly
    order by client_id, week_of

)

select * from rated
