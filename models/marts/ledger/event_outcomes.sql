{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('plan_events_safe') }}

),

outcomes as (

    select * from {{ ref('outcomes_safe') }}

),

-- A later line of the log corrects an earlier one.
latest as (

    select
        events.event_id,

        outcomes.line_no,
        outcomes.filled_count,
        outcomes.showed_count,
        outcomes.no_show_count,

        outcomes.recorded_at,

        outcomes.source_path,
        outcomes.source_sha256,
        outcomes.record_sha256
    from outcomes
    inner join events
        on
            outcomes.plan_ref in (events.plan_id, events.plan_file)
            and outcomes.event_no = events.event_no
    qualify row_number() over (
        partition by events.event_id
        order by outcomes.line_no desc
    ) = 1

)

select * from latest
