{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('plan_events_safe') }}

),

lessons as (

    select * from {{ ref('lessons_safe') }}

),

plans as (

    select distinct
        plan_id,
        plan_file,
        client_id,
        event_date
    from events

),

-- A lesson names its plan, or else is about its client's plan of its date.
plan_lessons as (

    select
        plans.plan_file,
        lessons.lesson_id,
        lessons.events_total,
        lessons.events_ok
    from lessons
    inner join plans
        on
            lessons.plan_ref in (plans.plan_id, plans.plan_file)
            or (
                lessons.plan_ref is null
                and lessons.client_id = plans.client_id
                and lessons.lesson_date = plans.event_date
            )

),

summed as (

    select
        plan_file,
        list(lesson_id order by lesson_id) as lesson_ids,
        arg_max(events_total, lesson_id) as events_total,
        arg_max(events_ok, lesson_id) as events_ok
    from plan_lessons
    group by plan_file

),

per_event as (

    select
        events.event_id,
        summed.lesson_ids,
        summed.events_total,
        summed.events_ok
    from events
    inner join summed on events.plan_file = summed.plan_file

)

select * from per_event
