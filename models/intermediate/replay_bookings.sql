{#- Who is booked elsewhere while a request runs: named in another event whose
    shift overlaps its own. Without a start it is the whole day. -#}
{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

assignments as (

    select * from {{ ref('fill_assignments') }}

),

pool as (

    select * from {{ ref('replay_pool') }}

),

clocks as (

    select
        *,
        date_part('epoch', try_cast(start_time as time)) / 3600 as starts,
        date_part('epoch', try_cast(end_time as time)) / 3600 as ends
    from requests

),

-- Hours from the day's midnight; a shift may end after the next one.
shifts as (

    select
        request_id,
        event_date,
        coalesce(starts, 0) as starts,
        case
            when starts is null then 24
            when ends is null then starts + {{ var('replay')['shift_hours'] }}
            when ends <= starts then ends + 24
            else ends
        end as ends
    from clocks

),

booked as (

    select distinct
        shifts.request_id,
        shifts.event_date,
        shifts.starts,
        shifts.ends,
        pool.person_id
    from assignments
    inner join shifts on assignments.event_id = shifts.request_id
    inner join pool
        on
            assignments.stream = pool.stream
            and assignments.source_row = pool.source_row

),

elsewhere as (

    select distinct
        shifts.request_id,
        booked.person_id
    from shifts
    inner join booked
        on
            shifts.event_date = booked.event_date
            and shifts.request_id <> booked.request_id
            and shifts.starts < booked.ends
            and booked.starts < shifts.ends

)

select * from elsewhere
