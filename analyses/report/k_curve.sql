{{ config(enabled=is_approved('B')) }}
-- How many people share their state, ZIP3 and role with how many others?
-- Share of a stream's people whose group has at least k.
with

k_anonymity as (

    select * from {{ ref('k_anonymity') }}

),

steps as (

    select unnest([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]) as k

),

curve as (

    select
        k_anonymity.stream,
        steps.k,
        coalesce(
            sum(k_anonymity.people) filter (where k_anonymity.k >= steps.k), 0
        ) as people,
        round(
            coalesce(
                sum(k_anonymity.people)
                filter (where k_anonymity.k >= steps.k),
                0
            ) / sum(k_anonymity.people),
            4
        ) as share_of_people
    from k_anonymity
    cross join steps
    group by all
    order by k_anonymity.stream, steps.k

)

select * from curve
