-- What is the lakehouse ready for?
with

promises as (

    select * from {{ ref('promise_status') }}

),

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

found as (

    select
        results.check_id,
        results.check_id || ': ' || case
            when contains(results.unit, 'share')
                then printf('%.1f %%, ', 100 * results.measured)
            else format('{:,} ', cast(results.measured as bigint))
        end || results.unit as measured
    from results
    inner join latest on results.run_id = latest.run_id
    where results.status in ('finding', 'blocked')

),

measures as (

    select
        promises.promise_id,
        string_agg(found.measured, '; ' order by found.check_id) as how_far
    from promises
    inner join found on contains(promises.evidence, found.check_id)
    group by promises.promise_id

),

tables as (

    select table_schema || '.' || table_name as relation
    from information_schema.tables

),

listed as (

    select
        promises.promise,
        case
            when
                promises.relation is not null
                and promises.relation not in (
                    select there.relation from tables as there
                )
                then 'no: ' || promises.relation || ' is not there'
            when promises.status = 'kept' then 'yes'
            when promises.status = 'with findings' then 'with findings'
            else 'no'
        end as is_ready,
        promises.evidence,
        measures.how_far
    from promises
    left join measures on promises.promise_id = measures.promise_id
    where promises.kind = 'readiness'
    order by promises.promise_id

)

select * from listed
