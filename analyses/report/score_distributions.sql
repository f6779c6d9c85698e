{{ config(enabled=is_approved('B')) }}
-- How are the workers' scores spread? Twenty steps from 0 to 1.
with

workers as (

    select * from {{ ref('workers_safe') }}

),

scores as (

    unpivot workers
    on reliability, responsiveness, engagement, compliance, availability
    into name score value worth

),

binned as (

    select
        score,
        least(cast(floor(worth * 20) as integer), 19) / 20.0 as at_least,
        count(*) as workers
    from scores
    group by all
    order by score, at_least

)

select * from binned
