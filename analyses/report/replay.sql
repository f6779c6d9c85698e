{{ config(enabled=is_approved('AB')) }}
-- How many fill requests could be filled from the people on file now?
with

replay as (

    select * from {{ ref('fill_replay') }}

),

by_reason as (

    select
        coalesce(why_not, 'can be filled') as outcome,
        count(*) as requests,
        sum(requested_count) as people_asked
    from replay
    group by why_not
    order by (why_not is not null) asc, requests desc, outcome asc

)

select * from by_reason
