-- What does this release hold that the one before did not?
with

changes as (

    select * from {{ ref('release_changes') }}

),

listed as (

    select
        relation,
        change,
        what,
        rows_before,
        rows_now,
        rows_added,
        rows_removed,
        rows_changed,
        from_release
    from changes
    order by (change <> 'rows'), relation, change, what

)

select * from listed
