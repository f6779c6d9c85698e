{{ config(enabled=is_approved('AB')) }}
-- Which roles are hardest to fill?
-- The lowest fill rate first; of equal rates the one with more people short.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

by_role as (

    select
        coalesce(canonical_role, 'not a known role') as role,
        count(*) as events,
        count(*) filter (where fill_status = 'unknown') as events_unknown,
        sum(requested_count) filter (where fill_status <> 'unknown') as asked,
        sum(filled_count) as filled
    from fill_events
    group by all

),

rated as (

    select
        role,
        events,
        events_unknown,
        asked,
        filled,
        asked - filled as short,
        round(filled / nullif(asked, 0), 3) as fill_rate
    from by_role
    order by fill_rate asc nulls last, short desc, role asc

)

select * from rated
