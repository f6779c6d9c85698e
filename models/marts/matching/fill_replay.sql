{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

ranks as (

    select * from {{ ref('replay_ranks') }}

),

conflicts as (

    select * from {{ ref('replay_conflicts') }}

),

eligible as (

    select
        shape_id,
        count(*) as people,
        count(*) filter (where nearness = 'city') as people_in_city
    from ranks
    group by shape_id

),

booked as (

    select
        request_id,
        count(*) as people
    from conflicts
    group by request_id

),

counted as (

    select
        requests.*,
        coalesce(eligible.people, 0) - coalesce(booked.people, 0)
            as eligible_count,
        coalesce(booked.people, 0) as booked_count,
        coalesce(eligible.people_in_city, 0) as in_city_count
    from requests
    left join eligible on requests.shape_id = eligible.shape_id
    left join booked on requests.request_id = booked.request_id

),

replay as (

    select
        request_id,
        plan_file,
        client_id,

        canonical_role,
        city,
        state,
        case
            when len(problems) > 0 and eligible_count = 0
                then array_to_string(problems, ', ')
            when requested_count is null then 'no count'
            when eligible_count >= requested_count then null
            when eligible_count = 0 then 'nobody fits'
            else 'fewer fit than are asked for'
        end as why_not,

        requested_count,
        cast(eligible_count as integer) as eligible_count,
        cast(booked_count as integer) as booked_count,
        cast(in_city_count as integer) as in_city_count,

        len(problems) = 0 as is_valid,
        coalesce(eligible_count >= requested_count, false) as can_be_filled,

        event_date
    from counted
    order by request_id

)

select * from replay
