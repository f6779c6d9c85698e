{#- Of those who fit a request, the ones who are booked elsewhere at the time. -#}
{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

ranks as (

    select * from {{ ref('replay_ranks') }}

),

bookings as (

    select * from {{ ref('replay_bookings') }}

),

conflicts as (

    select
        requests.request_id,
        requests.shape_id,
        ranks.person_id
    from bookings
    inner join requests on bookings.request_id = requests.request_id
    inner join ranks
        on
            requests.shape_id = ranks.shape_id
            and bookings.person_id = ranks.person_id

)

select * from conflicts
