-- Which checks block, and where is the evidence?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

blocking as (

    select
        results.check_id,
        results.claim,
        results.rows_bad,
        array_to_string(results.evidence, ', ') as evidence
    from results
    inner join latest on results.run_id = latest.run_id
    where results.status = 'blocked'
    order by results.check_id

)

select * from blocking
