{{ config(enabled=is_approved('AB')) }}
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

bounds as (

    select
        min(event_date) as from_day,
        max(event_date) as to_day
    from fill_events

),

days as (

    select unnest(generate_series(from_day, to_day, interval 1 day)) as one_day
    from bounds

),

dated as (

    select cast(one_day as date) as day_of
    from days

)

select * from dated
