-- How did the checks of each phase come out?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

by_phase as (

    select
        results.phase,
        count(*) as checks,
        count(*) filter (where results.status = 'pass') as passed,
        count(*) filter (where results.status = 'finding') as with_findings,
        count(*) filter (where results.status = 'blocked') as blocked,
        count(*) filter (where results.status = 'not reached') as not_reached
    from results
    inner join latest on results.run_id = latest.run_id
    group by results.phase
    order by results.phase

)

select * from by_phase
