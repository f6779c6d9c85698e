{{ config(enabled=is_approved('AB')) }}

with

assignments as (

    select * from {{ ref('plan_assignments_safe') }}

),

events as (

    select * from {{ ref('fill_events') }}

),

pool as (

    select * from {{ ref('staff_pool') }}

),

-- Who the plan can mean: by a contact, or by name.
possible as (

    select
        assignments.assignment_id,
        pool.stream,
        pool.source_row,
        pool.worker_id,
        case
            when
                pool.email_token = assignments.email_token
                or pool.phone_token = assignments.phone_token
                then 1
            when pool.worker_id = assignments.worker_id then 2
            when
                pool.role_name = events.canonical_role
                and pool.state = events.state
                then 3
            else 4
        end as strength
    from assignments
    inner join events on assignments.event_id = events.event_id
    inner join pool on assignments.name_token = pool.name_token

),

-- Of the possible ones the best kind of match counts, and only when it is one
-- person.
best as (

    select
        assignment_id,
        strength,
        count(*) as matches,
        any_value(stream) as stream,
        any_value(source_row) as source_row,
        any_value(worker_id) as worker_id
    from possible
    group by assignment_id, strength
    qualify row_number() over (
        partition by assignment_id
        order by strength
    ) = 1

),

resolved as (

    select
        assignments.assignment_id,
        assignments.event_id,
        case when best.matches = 1 then best.stream end as stream,
        case when best.matches = 1 then best.source_row end as source_row,
        case when best.matches = 1 then best.worker_id end as worker_id,

        assignments.name_token,
        assignments.email_token,
        assignments.phone_token,
        case
            when assignments.name_token is null then 'no name'
            when best.matches is null then 'not found'
            when best.matches > 1 then 'ambiguous'
            when best.strength = 1 then 'name and contact'
            when best.strength = 2 then 'name and worker id'
            when best.strength = 3 then 'name, role and state'
            else 'name'
        end as resolution,

        assignments.assignment_no,
        coalesce(best.matches, 0) as matches,

        assignments.source_path,
        assignments.source_sha256,
        assignments.record_sha256
    from assignments
    left join best on assignments.assignment_id = best.assignment_id
    order by assignments.assignment_id

)

select * from resolved
