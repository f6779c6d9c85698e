-- How many checks had findings or blocked, run after run?
-- The last 30 whole runs.
with

results as (

    select * from {{ ref('check_results') }}

),

whole_runs as (

    select run_id from results
    where check_id = 'R01' and status <> 'not reached'

),

counted as (

    select
        results.run_at,
        count(*) filter (where results.status = 'finding') as with_findings,
        count(*) filter (where results.status = 'blocked') as blocked,
        sum(results.rows_bad) as rows_bad
    from results
    inner join whole_runs on results.run_id = whole_runs.run_id
    group by results.run_id, results.run_at
    order by results.run_at desc
    limit 30

)

select * from counted
order by run_at
