{#- Of those who fit a request, who is booked elsewhere at the time. From the
    booked, who are few, to what they fit: not from every request of a day. -#}
{{ config(enabled=is_approved('AB')) }}

with

shifts as (

    select * from {{ ref('replay_shifts') }}

),

bookings as (

    select * from {{ ref('replay_bookings') }}

),

ranks as (

    select * from {{ ref('replay_ranks') }}

),

conflicts as (

    select distinct
        shifts.request_id,
        shifts.shape_id,
        bookings.person_id
    from bookings
    inner join ranks on bookings.person_id = ranks.person_id
    inner join shifts
        on
            ranks.shape_id = shifts.shape_id
            and bookings.event_date = shifts.event_date
            and bookings.request_id <> shifts.request_id
            and bookings.starts < shifts.ends
            and bookings.ends > shifts.starts

)

select * from conflicts
