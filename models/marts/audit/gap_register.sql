{#- A view: check_results is filled when a run ends. -#}
{{ config(materialized='view') }}

with

gaps as (

    select * from {{ ref('gaps') }}

),

results as (

    select * from {{ ref('check_results') }}

),

decisions as (

    select * from {{ ref('decisions_taken') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

watched as (

    select
        results.check_id,
        results.status,
        results.rows_bad,
        unnest(string_split(results.gap, ', ')) as gap
    from results
    inner join latest on results.run_id = latest.run_id

),

judged as (

    select
        gap,
        count(*) as checks,
        count(*) filter (where status = 'pass') as checks_passed,
        sum(rows_bad) as rows_bad,
        bool_or(status = 'blocked') as is_blocked,
        bool_or(status = 'not reached') as is_unproven,
        bool_or(status = 'finding') as has_findings,
        string_agg(check_id || ' ' || status, ', ' order by check_id)
            as evidence
    from watched
    group by gap

),

register as (

    select
        gaps.gap,
        gaps.kind,
        gaps.title,
        gaps.why,
        decisions.decision,
        decisions.answer,
        case
            when judged.is_blocked then 'blocks'
            when judged.gap is null or judged.is_unproven then 'not proven'
            when judged.has_findings and gaps.kind = 'blocking'
                then 'closed, with findings'
            when judged.has_findings then 'open'
            else 'closed'
        end as status,
        coalesce(judged.checks, 0) as checks,
        coalesce(judged.checks_passed, 0) as checks_passed,
        cast(judged.rows_bad as bigint) as rows_bad,
        judged.evidence
    from gaps
    left join judged on gaps.gap = judged.gap
    left join decisions on gaps.gap = decisions.gap
    order by gaps.gap

)

select * from register
