-- What is wrong with the data, and in how many rows?
-- Findings of the release's own run, the largest first.
with

findings as (

    select * from {{ ref('finding_counts') }}

),

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

listed as (

    select
        findings.check_id,
        findings.dataset,
        findings.field,
        findings.reason,
        findings.rows_bad,
        findings.rows_waived
    from findings
    inner join latest on findings.run_id = latest.run_id
    where findings.rows_bad + findings.rows_waived > 0
    order by
        findings.rows_bad desc,
        findings.check_id asc,
        findings.dataset asc,
        findings.field asc,
        findings.reason asc

)

select * from listed
