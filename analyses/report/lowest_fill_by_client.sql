{{ config(enabled=is_approved('AB')) }}
-- Which clients have the lowest fill rates? The twelve lowest.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

rated as (

    select
        client_id as client,
        sum(requested_count) as asked,
        sum(filled_count) as filled,
        round(sum(filled_count) / nullif(sum(requested_count), 0), 3)
            as fill_rate
    from fill_events
    where fill_status <> 'unknown'
    group by all
    order by fill_rate asc, asked desc, client asc
    limit 12

)

select * from rated
