{{ config(enabled=is_approved('AB')) }}

with

lessons as (

    select * from {{ ref('lessons_safe') }}

),

lesson_plans as (

    select * from {{ ref('lesson_totals') }}

),

events as (

    select * from {{ ref('event_paragraphs') }}

),

-- What roles and places a lesson is about, its plan says.
about as (

    select
        lesson_plans.source_path,
        lesson_plans.lesson_id,
        min(lesson_plans.plan_file) as plan_file,
        list(distinct events.role_name order by events.role_name) as roles,
        list(distinct events.place order by events.place) as places
    from lesson_plans
    inner join events on lesson_plans.plan_file = events.plan_file
    group by lesson_plans.source_path, lesson_plans.lesson_id

),

documents as (

    select
        concat_ws(
            '#',
            lessons.source_path, lessons.lesson_id,
            left(lessons.record_sha256, 8)
        ) as doc_id,
        'lesson' as kind,
        coalesce(about.plan_file, lessons.plan_ref) as plan_id,
        lessons.client_id,
        coalesce(about.roles, []) as roles,
        coalesce(about.places, []) as places,
        concat_ws(
            e'\n\n',
            'Lesson ' || lessons.lesson_id
            || coalesce(' of client ' || lessons.client_id, '')
            || coalesce(' (' || lessons.client_name || ')', '')
            || coalesce(', ' || lessons.lesson_date, '')
            || coalesce(', about plan ' || about.plan_file, '') || '.'
            || coalesce(
                ' ' || lessons.events_ok || ' of ' || lessons.events_total
                || ' events went well.',
                ''
            ),
            lessons.lesson_text
        ) as body,
        lessons.lesson_date as doc_date,
        lessons.source_path,
        lessons.source_sha256,
        lessons.record_sha256
    from lessons
    left join about
        on
            lessons.source_path = about.source_path
            and lessons.lesson_id = about.lesson_id

)

select * from documents
