-- How do things stand after the latest run?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

counted as (

    select
        results.run_id,
        any_value(results.run_at) as run_at,
        any_value(results.git_commit[:12]) as git_commit,
        count(*) as checks,
        count(*) filter (where results.status = 'pass') as checks_passed,
        count(*) filter (where results.status = 'blocked') as blocking,
        count(*) filter (where results.status = 'finding') as soft,
        count(*) filter (where results.status = 'not reached') as not_reached
    from results
    inner join latest on results.run_id = latest.run_id
    group by results.run_id

)

select * from counted
