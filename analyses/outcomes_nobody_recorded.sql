{{ config(enabled=is_approved('AB')) }}
-- For which clients do we not know whether shifts were filled?
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

by_client as (

    select
        client_id,
        count(*) as events,
        count(*) filter (where fill_status = 'unknown') as events_unknown,
        sum(requested_count) filter (where fill_status = 'unknown')
            as people_asked_unknown,
        round(
            count(*) filter (where fill_status = 'unknown') / count(*), 3
        ) as share_unknown
    from fill_events
    group by client_id
    order by share_unknown desc, events desc, client_id asc

)

select * from by_client
