{{ config(enabled=is_approved('AB')) }}

with

lessons as (

    select * from {{ ref('lessons_safe') }}

),

events as (

    select * from {{ ref('fill_events') }}

),

plans as (

    select
        plan_id,
        plan_file,
        client_id,
        event_date,
        count(*) as ledger_events
    from events
    group by all

),

matched as (

    select
        lessons.lesson_id,
        plans.plan_file,
        lessons.plan_ref is not null as names_plan,
        lessons.events_total,
        lessons.events_ok,
        plans.ledger_events,
        lessons.source_path,
        lessons.source_sha256
    from lessons
    left join plans
        on
            lessons.plan_ref in (plans.plan_id, plans.plan_file)
            or (
                lessons.plan_ref is null
                and lessons.client_id = plans.client_id
                and lessons.lesson_date = plans.event_date
            )

)

select * from matched
