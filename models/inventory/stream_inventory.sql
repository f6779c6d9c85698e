with

manifest as (

    select * from {{ ref('file_manifest') }}

),

registry as (

    {{ registry_rows() }}

),

-- A stream is one file or several; of several the hash is that of their hashes.
stream_files as (

    select
        stream,
        if(
            count(*) = 1,
            any_value(sha256),
            sha256(string_agg(sha256, '' order by path))
        ) as sha256,
        cast(sum(bytes) as bigint) as bytes,
        cast(sum(rows) as bigint) as rows
    from manifest
    where stream is not null
    group by stream

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
        stream_files.stream is not null as is_present,
        stream_files.sha256,
        stream_files.bytes,
        stream_files.rows,
        registry.expected_rows
    from registry
    left join stream_files on registry.stream = stream_files.stream

),

json_folders as (

    {{ json_streams() }}

),

json_files as (

    select
        folder,
        sha256(string_agg(sha256, '' order by path)) as sha256,
        cast(sum(bytes) as bigint) as bytes,
        cast(sum(rows) as bigint) as records
    from manifest
    group by folder

),

json_streams as (

    select
        json_folders.stream,
        json_folders.entity,
        'canonical' as status,
        cast(null as varchar) as reason,
        json_folders.path,
        json_folders.is_required,
        json_folders.is_declared_absent,
        json_files.folder is not null as is_present,
        json_files.sha256,
        json_files.bytes,
        json_files.records as rows,
        json_folders.expected_rows
    from json_folders
    left join json_files on json_folders.stream = json_files.folder

),

streams as (

    select * from registered
    union all
    select * from json_streams

)

select * from streams
