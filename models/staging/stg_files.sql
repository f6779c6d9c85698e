with

files as (

    select * from {{ source('flattened', 'files') }}

),

rejected as (

    select * from {{ source('flattened', 'rejected') }}

),

rejections as (

    select
        source_path,
        count(*) as parts_rejected
    from rejected
    group by source_path

),

joined as (

    select
        files.path,
        files.sha256,

        files.folder,
        files.stem,
        files.problem,
        files.columns,

        files.bytes,
        files.rows,
        coalesce(rejections.parts_rejected, 0) as parts_rejected,

        files.is_readable
    from files
    left join rejections on files.path = rejections.source_path

)

select * from joined
