-- Which checks were not reached, and why?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

unreached as (

    select
        results.check_id,
        results.claim,
        results.why_not_reached
    from results
    inner join latest on results.run_id = latest.run_id
    where results.status = 'not reached'
    order by results.check_id

)

select * from unreached
