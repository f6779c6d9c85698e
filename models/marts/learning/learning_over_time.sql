{#- "Gets smarter over time", measured: what is better where an earlier lesson
    was there for the client and role. A difference is not yet a cause. -#}
{{ config(enabled=is_approved('AB')) }}
{%- set least = var('least_cases') %}

with

rates as (

    select * from {{ ref('fill_rates') }}

),

plans as (

    select * from {{ ref('plans_safe') }}

),

events as (

    select * from {{ ref('plan_events_safe') }}

),

lessons as (

    select * from {{ ref('lessons_safe') }}

),

compared as (

    select
        'fill rate' as measure,
        sum(filled_count) filter (where has_earlier_lesson)
        / nullif(sum(requested_count) filter (where has_earlier_lesson), 0)
            as with_lesson,
        sum(filled_count) filter (where not has_earlier_lesson)
        / nullif(sum(requested_count) filter (where not has_earlier_lesson), 0)
            as without_lesson,
        coalesce(sum(events_known) filter (where has_earlier_lesson), 0)
            as cases_with,
        coalesce(sum(events_known) filter (where not has_earlier_lesson), 0)
            as cases_without
    from rates
    union all
    select
        'share of events that went well, by lessons' as measure,
        avg(lesson_ok_share) filter (where has_earlier_lesson) as with_lesson,
        avg(lesson_ok_share) filter (where not has_earlier_lesson)
            as without_lesson,
        count(lesson_ok_share) filter (where has_earlier_lesson) as cases_with,
        count(lesson_ok_share) filter (where not has_earlier_lesson)
            as cases_without
    from rates

),

written as (

    select
        source_path,
        concat_ws(' ', notes, extra) as words
    from plans
    union all
    select
        source_path,
        concat_ws(' ', notes, extra) as words
    from events

),

-- A plan that read a lesson would name it somewhere.
readers as (

    select count(distinct written.source_path) as plans
    from written
    inner join lessons
        on contains(lower(written.words), lower(lessons.lesson_id))

),

judged as (

    select
        *,
        case
            when
                cases_with >= {{ least }}
                and cases_without >= {{ least }}
                then 'measured'
            else 'not measurable'
        end as verdict,
        case
            when cases_with < {{ least }}
                then 'too few cases after a lesson on their client and role'
            when cases_without < {{ least }}
                then 'too few cases before any lesson'
        end as what_is_missing
    from compared
    union all by name
    select
        'plans that name a lesson' as measure,
        plans as cases_with,
        if(plans > 0, 'measured', 'not measurable') as verdict,
        if(
            plans = 0,
            'no plan names a lesson that it read; a field is missing',
            null
        ) as what_is_missing
    from readers

),

learning as (

    select
        measure,
        verdict,
        what_is_missing,
        with_lesson,
        without_lesson,
        with_lesson - without_lesson as difference,
        cast(cases_with as bigint) as cases_with,
        cast(cases_without as bigint) as cases_without
    from judged

)

select * from learning
