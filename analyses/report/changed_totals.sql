-- How much is otherwise than in the release before, in all?
-- No line without an earlier release.
with

changes as (

    select * from {{ ref('release_changes') }}

),

summed as (

    select
        any_value(from_release) as from_release,
        count(*) filter (where change = 'rows') as tables,
        coalesce(cast(sum(rows_added) as bigint), 0) as rows_added,
        coalesce(cast(sum(rows_removed) as bigint), 0) as rows_removed,
        coalesce(cast(sum(rows_changed) as bigint), 0) as rows_changed,
        count(*) filter (where change not in ('rows', 'none'))
            as schema_changes
    from changes
    having count(*) > 0

)

select * from summed
