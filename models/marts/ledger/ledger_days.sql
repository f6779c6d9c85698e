{{ config(enabled=is_approved('AB')) }}
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

bounds as (

    select
        min(event_date) as first_day,
        max(event_date) as last_day
    from fill_events

),

days as (

    select
        unnest(generate_series(first_day, last_day, interval 1 day)) as moment
    from bounds

),

dated as (

    select cast(moment as date) as day_of
    from days

)

select * from dated
