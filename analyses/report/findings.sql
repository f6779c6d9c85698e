-- Which checks have findings, and how much was measured?
with

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

counts as (

    select * from {{ ref('finding_counts') }}

),

reasons as (

    select
        counts.check_id,
        concat_ws(
            ': ',
            concat_ws(' ', counts.dataset, counts.field),
            replace(counts.reason, '_', ' ')
        ) as reason,
        counts.rows_bad,
        row_number() over (
            partition by counts.check_id
            order by
                counts.rows_bad desc,
                counts.dataset asc,
                counts.field asc,
                counts.reason asc
        ) as place
    from counts
    inner join latest on counts.run_id = latest.run_id
    where counts.rows_bad > 0

),

most_common as (

    select
        check_id,
        string_agg(
            reason || ' (' || format('{:,}', rows_bad) || ')',
            '; '
            order by place
        ) as mostly
    from reasons
    where place <= 2
    group by check_id

),

found as (

    select
        results.check_id,
        results.claim,
        case
            when contains(results.unit, 'share')
                then printf('%.1f %%, ', 100 * results.measured)
            else format('{:,} ', cast(results.measured as bigint))
        end || results.unit as measured,
        results.rows_read,
        most_common.mostly,
        results.rows_waived,
        array_to_string(results.evidence, ', ') as evidence
    from results
    inner join latest on results.run_id = latest.run_id
    left join most_common on results.check_id = most_common.check_id
    where results.status = 'finding'
    order by results.check_id

)

select * from found
