with

files as (

    select * from {{ ref('file_manifest') }}

),

rejected as (

    select * from {{ ref('stg_rejected') }}

),

unreadable as (

    select
        path as source_path,
        folder,
        cast(null as varchar) as part,
        problem as reason
    from files
    where
        not is_readable
        and path not in (select found.source_path from rejected as found)

),

findings as (

    select
        source_path,
        folder,
        part,
        reason
    from rejected
    union all
    select * from unreadable

)

select * from findings
