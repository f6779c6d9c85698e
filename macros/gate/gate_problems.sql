{#- What keeps the lakehouse from being audited, one message a row: the file, the reason,
    the next step. -#}
{% macro gate_problems() %}
    {%- set absent = var('absent_streams') -%}
    {%- set declared = [absent] if absent is string else absent -%}
    with

    registry as (

        {{ registry_rows() }}

    ),

    json_streams as (

        {{ json_streams() }}

    ),

    files as (

        select * from {{ builtins.source('flattened', 'files') }}

    ),

    nearest as (

        select
            files.path,
            arg_max(
                registry.path, jaro_winkler_similarity(files.path, registry.path)
            ) as known_path
        from files
        cross join registry
        where
            files.folder = 'datasets'
            and not exists (
                select known.path from registry as known
                where {{ is_part_of('files.path', 'known.path') }}
            )
        group by files.path

    ),

    unknown as (

        select
            path,
            path || ' is not registered (nearest known file: ' || known_path
            || '). Rename it, remove it, or describe it in models/staging/sources.'
                as message
        from nearest

    ),

    missing as (

        select
            registry.path,
            registry.path || ' is missing: the stream ' || registry.stream
            || ' is required. Put the file there, or say that this lakehouse has none: '
            || '--vars "{absent_streams: [' || registry.stream || ']}".' as message
        from registry
        left join files on {{ is_part_of('files.path', 'registry.path') }}
        where
            registry.is_required
            and not registry.is_declared_absent
            and files.path is null

    ),

    missing_folders as (

        select
            json_streams.path,
            json_streams.path || ' is missing or empty: the ' || json_streams.stream
            || ' are required. Put them there, or say that this lakehouse has none: '
            || '--vars "{absent_streams: [' || json_streams.stream || ']}".' as message
        from json_streams
        left join files on json_streams.stream = files.folder
        where
            json_streams.is_required
            and not json_streams.is_declared_absent
            and files.path is null

    ),

    declared as (

        select unnest(cast([
            {%- for name in declared -%}
            {{ sql_text(name | string) }}{{ ', ' if not loop.last }}
            {%- endfor -%}
        ] as varchar[])) as stream

    ),

    streams as (

        select stream from registry
        union all
        select stream from json_streams

    ),

    misdeclared as (

        select
            'absent_streams' as path,
            'absent_streams names ' || declared.stream || ', which is no stream (nearest: '
            || arg_max(
                streams.stream,
                jaro_winkler_similarity(declared.stream, streams.stream)
            ) || '). Correct the name.' as message
        from declared
        cross join streams
        where
            declared.stream not in (select known.stream from streams as known)
        group by declared.stream

    ),

    unreadable as (

        select
            files.path,
            files.path || ' cannot be read: ' || files.problem
            || '. Restore it from its origin, or move it out of the lakehouse.'
                as message
        from files
        inner join registry on {{ is_part_of('files.path', 'registry.path') }}
        where
            not files.is_readable
            and registry.status = 'canonical'
            and not registry.is_declared_absent

    ),

    -- One file, and parts of a stream of its name: which of them is it?
    there_twice as (

        select
            registry.path,
            registry.path || ' and the folder of its name beside it both hold '
            || registry.stream || '. Remove one of them.' as message
        from registry
        inner join files on {{ is_part_of('files.path', 'registry.path') }}
        group by registry.path, registry.stream
        having bool_or(files.path = registry.path) and count(*) > 1

    ),

    bad_canaries as (

        select
            'canaries.json' as path,
            problem || '. Mend it, or remove it.' as message
        from {{ builtins.source('flattened', 'canaries') }}
        where problem is not null

    )

    select message
    from (
        select * from unknown
        union all
        select * from missing
        union all
        select * from missing_folders
        union all
        select * from misdeclared
        union all
        select * from unreadable
        union all
        select * from there_twice
        union all
        select * from bad_canaries
    ) as problems
    order by path
{% endmacro %}
