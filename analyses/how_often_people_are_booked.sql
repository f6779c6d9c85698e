{{ config(enabled=is_approved('AB')) }}
-- Do plans lean on the same few people?
-- How many people were booked once, twice and so on.
with

assignments as (

    select * from {{ ref('fill_assignments') }}

),

bookings as (

    select
        stream,
        source_row,
        count(distinct event_id) as times_booked
    from assignments
    where source_row is not null
    group by all

),

curve as (

    select
        times_booked,
        count(*) as people,
        round(count(*) / sum(count(*)) over (), 3) as share_of_people
    from bookings
    group by times_booked
    order by times_booked

)

select * from curve
