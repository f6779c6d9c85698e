{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('replay_shifts') }}

),

assignments as (

    select * from {{ ref('fill_assignments') }}

),

pool as (

    select * from {{ ref('replay_pool') }}

),

bookings as (

    select distinct
        requests.request_id,
        pool.person_id,
        requests.event_date,
        requests.starts,
        requests.ends
    from assignments
    inner join requests on assignments.event_id = requests.request_id
    inner join pool
        on
            assignments.stream = pool.stream
            and assignments.source_row = pool.source_row

)

select * from bookings
