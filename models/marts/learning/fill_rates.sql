{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('fill_events') }}

),

lessons as (

    select * from {{ ref('lesson_documents') }}

),

lesson_roles as (

    select
        client_id,
        doc_date,
        unnest(roles) as role_name
    from lessons

),

learned as (

    select
        client_id,
        role_name,
        min(doc_date) as since_date
    from lesson_roles
    group by client_id, role_name

),

known as (

    select
        events.*,
        coalesce(events.canonical_role, events.role_name) as known_role,
        coalesce(learned.since_date < events.event_date, false)
            as has_earlier_lesson,
        case
            when
                events.requested_count is not null
                and events.filled_count is not null
                then events.requested_count
        end as asked,
        -- least() would pass over a NULL.
        case
            when events.filled_count is not null
                then least(events.filled_count, events.requested_count)
        end as found
    from events
    left join learned
        on
            events.client_id = learned.client_id
            and coalesce(events.canonical_role, events.role_name)
            = learned.role_name

),

rates as (

    select
        cast(date_trunc('week', event_date) as date) as week,
        client_id,
        known_role as role_name,
        has_earlier_lesson,
        count(*) as events,
        count(asked) as events_known,
        cast(sum(asked) as bigint) as requested_count,
        cast(sum(found) as bigint) as filled_count,
        sum(found) / nullif(sum(asked), 0) as fill_rate,
        sum(lesson_events_ok) / nullif(sum(lesson_events_total), 0)
            as lesson_ok_share
    from known
    group by all
    order by all

)

select * from rates
