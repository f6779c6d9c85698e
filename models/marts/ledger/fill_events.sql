{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('plan_events_safe') }}

),

outcomes as (

    select * from {{ ref('event_outcomes') }}

),

lessons as (

    select * from {{ ref('event_lessons') }}

),

named as (

    select
        event_id,
        count(*) as named_count
    from {{ ref('plan_assignments_safe') }}
    group by event_id

),

roles as (

    select * from {{ ref('role_names') }}

),

evidence as (

    select
        events.*,
        roles.role as canonical_role,
        outcomes.filled_count as outcome_count,
        coalesce(named.named_count, 0) as named_count,
        coalesce(lessons.lesson_ids, []) as lesson_ids,
        lessons.events_total as lesson_events_total,
        lessons.events_ok as lesson_events_ok,
        case
            when lessons.events_ok = lessons.events_total
                then events.requested_count
        end as lesson_count
    from events
    left join outcomes on events.event_id = outcomes.event_id
    left join named on events.event_id = named.event_id
    left join lessons on events.event_id = lessons.event_id
    left join roles on lower(events.role_name) = roles.spelling

),

-- The strongest evidence wins: what happened, what the plan says, who is named
-- in it, and a lesson by which all events of its plan went well.
counted as (

    select
        *,
        case
            when outcome_count is not null then 'outcome'
            when filled_count is not null then 'plan'
            when named_count > 0 then 'named workers'
            when lesson_count is not null then 'lesson'
            else 'none'
        end as fill_basis,
        coalesce(
            outcome_count, filled_count, nullif(named_count, 0), lesson_count
        ) as counted
    from evidence

),

ledger as (

    select
        event_id,
        plan_id,
        plan_file,
        client_id,
        job_order_id,

        client_name,
        event_kind,
        start_time,
        end_time,
        role_name,
        canonical_role,
        case
            when counted is null or requested_count is null then 'unknown'
            when counted >= requested_count then 'filled'
            when counted = 0 then 'unfilled'
            else 'partial'
        end as fill_status,
        fill_basis,
        city,
        state,
        zip,
        required_skills,
        required_certifications,
        notes,
        lesson_ids,
        extra,
        plan_extra,

        event_no,
        requested_count,
        cast(counted as integer) as filled_count,
        cast(named_count as integer) as named_count,
        lesson_events_total,
        lesson_events_ok,

        event_date,
        starts_on,

        source_path,
        source_sha256,
        plan_sha256,
        record_sha256
    from counted
    order by event_id

)

select * from ledger
