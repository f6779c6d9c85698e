-- Which checks have findings, and how much was measured?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

found as (

    select
        results.check_id,
        results.claim,
        case
            when contains(results.unit, 'share')
                then printf('%.1f %%', 100 * results.measured)
            else format('{:,}', cast(results.measured as bigint))
        end as measured,
        results.unit,
        results.rows_read,
        results.rows_waived,
        array_to_string(results.evidence, ', ') as evidence
    from results
    inner join latest on results.run_id = latest.run_id
    where results.status = 'finding'
    order by results.check_id

)

select * from found
