with

files as (

    select * from {{ ref('stg_files') }}

),

registry as (

    {{ registry_rows() }}

),

described as (

    select
        files.path,
        files.sha256,

        files.folder,
        registry.stream,
        registry.entity,
        case
            when registry.is_declared_absent then 'declared absent'
            when registry.status is not null then registry.status
            when files.folder in ('datasets', 'corpora') then 'unregistered'
            else 'canonical'
        end as status,
        registry.reason,
        files.problem,

        files.bytes,
        files.rows,
        cast(
            if(
                registry.stream is not null,
                coalesce(
                    sum(files.rows) over (
                        partition by registry.stream
                        order by files.path
                        rows between unbounded preceding and 1 preceding
                    ),
                    0
                ),
                null
            ) as bigint
        ) as first_row,
        files.parts_rejected,

        files.is_readable
    from files
    left join registry on {{ is_part_of('files.path', 'registry.path') }}

)

select * from described
