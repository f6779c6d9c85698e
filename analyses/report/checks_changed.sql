-- Which checks came out otherwise than in the whole run before?
with

results as (

    select * from {{ ref('check_results') }}

),

-- A run of a part reaches neither R01 nor what was left out.
runs as (

    select
        run_id,
        row_number() over (order by run_at desc) as runs_ago
    from results
    where
        check_id = 'R01'
        and (
            status <> 'not reached'
            or run_at = (
                select max(newest.run_at) as run_at from results as newest
            )
        )

),

compared as (

    select
        results.check_id,
        any_value(results.claim) filter (where runs.runs_ago = 1) as claim,
        any_value(results.status) filter (where runs.runs_ago = 2) as was,
        any_value(results.status) filter (where runs.runs_ago = 1) as is_now,
        any_value(results.rows_bad) filter (where runs.runs_ago = 2)
            as rows_bad_before,
        any_value(results.rows_bad) filter (where runs.runs_ago = 1)
            as rows_bad_now
    from results
    inner join runs on results.run_id = runs.run_id
    where runs.runs_ago <= 2
    group by results.check_id

),

changed as (

    select * from compared
    where
        was is not null
        and (
            was is distinct from is_now
            or rows_bad_before is distinct from rows_bad_now
        )
    order by (was is not distinct from is_now) asc, check_id asc

)

select * from changed
