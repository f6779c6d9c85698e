{{ config(enabled=is_approved('AB')) }}

with

assignments as (

    select * from {{ ref('fill_assignments') }}

),

events as (

    select * from {{ ref('fill_events') }}

),

roles as (

    select * from {{ ref('role_names') }}

),

pool as (

    select * from {{ ref('staff_pool') }}

),

-- Who is not in the staff pool may still be a candidate.
candidates as (

    select name_token from {{ ref('candidates_safe') }}
    union
    select name_token from {{ ref('new_candidates_safe') }}

),

namesakes as (

    select
        name_token,
        count(*) as people
    from pool
    where stream = 'workers_500k'
    group by name_token

),

joined as (

    select
        assignments.assignment_id,
        assignments.resolution,
        assignments.name_token,
        assignments.stream || ':' || assignments.source_row as person,
        events.event_id,
        events.plan_file,
        events.start_time,
        candidates.name_token is not null as is_candidate,
        coalesce(namesakes.people, 0) as people_of_that_name
    from assignments
    inner join events on assignments.event_id = events.event_id
    left join candidates on assignments.name_token = candidates.name_token
    left join namesakes on assignments.name_token = namesakes.name_token

),

-- One name twice at a time is one person, unless it is known to be two.
bookings as (

    select max(assignment_id) as assignment_id
    from joined
    where start_time is not null and name_token is not null
    group by plan_file, start_time, name_token
    having count(*) > greatest(count(distinct person), 1)

),

-- Whom the plan can mean: the one who was found, else all of that name.
meant as (

    select
        assignments.assignment_id,
        coalesce(bool_or(roles.role = events.canonical_role), false)
            as has_role,
        bool_and(roles.role is not null) as are_roles_known,
        coalesce(bool_or(pool.state = events.state), false) as has_state
    from assignments
    inner join events on assignments.event_id = events.event_id
    inner join pool
        on
            assignments.name_token = pool.name_token
            and coalesce(assignments.stream, pool.stream) = pool.stream
            and coalesce(assignments.source_row, pool.source_row)
            = pool.source_row
    left join roles on lower(pool.role_name) = roles.spelling
    where events.canonical_role is not null
    group by assignments.assignment_id

),

found as (

    select
        assignment_id,
        'ghost' as reason
    from joined
    where resolution in ('not found', 'no name') and not is_candidate
    union all
    select
        assignment_id,
        'name_not_unique' as reason
    from joined
    where
        people_of_that_name > 1
        and resolution not in ('name and contact', 'name and worker id')
    union all
    select
        assignment_id,
        'role_mismatch' as reason
    from meant
    where are_roles_known and not has_role
    union all
    select
        assignment_id,
        'state_mismatch' as reason
    from meant
    where not has_state
    union all
    select
        assignment_id,
        'double_booked' as reason
    from bookings

),

violations as (

    select
        'scenarios' as dataset,
        'workers' as field,
        assignment_id as row_key,
        reason
    from found

)

select * from violations
