{#- When each request runs, in hours from its day's midnight; a shift may end
    after the next one. Without an end it has the length of the var replay,
    without a start it is the whole day. -#}
{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

clocks as (

    select
        request_id,
        shape_id,
        event_date,
        date_part('epoch', try_cast(start_time as time)) / 3600 as starts,
        date_part('epoch', try_cast(end_time as time)) / 3600 as ends
    from requests

),

shifts as (

    select
        request_id,
        shape_id,
        event_date,
        coalesce(starts, 0) as starts,
        case
            when starts is null then 24
            when ends is null then starts + {{ var('replay')['shift_hours'] }}
            when ends <= starts then ends + 24
            else ends
        end as ends
    from clocks

)

select * from shifts
