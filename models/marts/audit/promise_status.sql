{#- A view: check_results is filled when a run ends. -#}
{{ config(materialized='view') }}

with

promises as (

    select * from {{ ref('promises') }}

),

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

this_run as (

    select
        results.check_id,
        results.status
    from results
    inner join latest on results.run_id = latest.run_id

),

named as (

    select
        promise_id,
        unnest(string_split(check_ids, ' ')) as check_id
    from promises

),

judged as (

    select
        named.promise_id,
        bool_and(coalesce(this_run.status = 'pass', false)) as is_kept,
        bool_or(this_run.status = 'blocked') as is_broken,
        bool_or(this_run.status = 'finding') as has_findings,
        string_agg(
            named.check_id || ' ' || coalesce(this_run.status, 'not reached'),
            ', '
            order by named.check_id
        ) as evidence
    from named
    left join this_run on named.check_id = this_run.check_id
    group by named.promise_id

),

statuses as (

    select
        promises.promise_id,
        promises.kind,
        promises.promise,
        promises.relation,
        case
            when judged.is_kept then 'kept'
            when judged.is_broken then 'broken'
            when judged.has_findings then 'with findings'
            else 'not proven'
        end as status,
        judged.evidence
    from promises
    inner join judged on promises.promise_id = judged.promise_id

)

select * from statuses
