{{ config(enabled=is_approved('AB')) }}

with

assignments as (

    select * from {{ ref('fill_assignments') }}

),

requests as (

    select * from {{ ref('fill_requests') }}

),

pool as (

    select * from {{ ref('replay_pool') }}

),

ranks as (

    select * from {{ ref('replay_ranks') }}

),

bookings as (

    select * from {{ ref('replay_bookings') }}

),

booked_elsewhere as (

    select distinct
        mine.request_id,
        mine.person_id
    from bookings as mine
    inner join bookings as others
        on
            mine.person_id = others.person_id
            and mine.event_date = others.event_date
            and mine.request_id <> others.request_id
            and mine.starts < others.ends
            and mine.ends > others.starts

),

fit as (

    select
        assignments.assignment_id,
        assignments.event_id as request_id,
        assignments.name_token,
        assignments.resolution,
        assignments.source_row is not null as is_found,
        pool.availability >= {{ var('replay')['least_availability'] }}
            as is_active,
        pool.role = requests.canonical_role as has_role,
        pool.state = requests.state as has_state,
        case
            when pool.person_id is not null
                then list_has_all(
                    coalesce(pool.certifications, []),
                    requests.required_certifications
                )
        end as has_certificates,
        booked_elsewhere.request_id is not null as is_booked_elsewhere,
        ranks.shape_rank as place
    from assignments
    inner join requests on assignments.event_id = requests.request_id
    left join pool
        on
            assignments.stream = pool.stream
            and assignments.source_row = pool.source_row
    left join booked_elsewhere
        on
            assignments.event_id = booked_elsewhere.request_id
            and pool.person_id = booked_elsewhere.person_id
    left join ranks
        on
            requests.shape_id = ranks.shape_id
            and pool.person_id = ranks.person_id
    order by assignments.assignment_id

)

select * from fit
