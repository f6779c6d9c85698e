with

manifest as (

    select * from {{ ref('file_manifest') }}

),

registry as (

    {{ registry_rows() }}

),

registered as (

    select
        registry.stream,
        registry.entity,
        registry.status,
        registry.reason,
        registry.path,
        registry.is_required,
        registry.is_declared_absent,
        manifest.path is not null as is_present,
        manifest.sha256,
        manifest.bytes,
        manifest.rows,
        registry.expected_rows
    from registry
    left join manifest on registry.path = manifest.path

),

json_streams as (

    select
        folder as stream,
        case folder
            when 'scenarios' then 'plan'
            when 'lessons' then 'lesson'
            else 'outcome'
        end as entity,
        'canonical' as status,
        cast(null as varchar) as reason,
        case folder
            when 'outcomes' then 'data/outcomes.jsonl'
            else any_value(regexp_replace(path, '[^/]+$', ''))
        end as path,
        folder <> 'outcomes' as is_required,
        false as is_declared_absent,
        true as is_present,
        sha256(string_agg(sha256, '' order by path)) as sha256,
        cast(sum(bytes) as bigint) as bytes,
        case folder
            when 'outcomes' then cast(sum(rows) as bigint)
            else count(*)
        end as rows,
        case folder
            when 'scenarios' then {{ var('expected_files')['scenarios'] }}
            when 'lessons' then {{ var('expected_files')['lessons'] }}
        end as expected_rows
    from manifest
    where folder in ('scenarios', 'lessons', 'outcomes')
    group by folder

),

streams as (

    select * from registered
    union all
    select * from json_streams

)

select * from streams
