-- What was looked for and not found?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

passed as (

    select
        results.check_id,
        results.claim,
        results.rows_read
    from results
    inner join latest on results.run_id = latest.run_id
    where results.status = 'pass'
    order by results.check_id

)

select * from passed
