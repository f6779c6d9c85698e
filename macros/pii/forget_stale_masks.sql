{#- The pre-hook of every masked table: no file is masked twice. Removes the rows that no longer
    hold, and tells the model which files to mask (is_to_mask). A row holds when its file is in
    the lakehouse with the same SHA-256 and at the same place of its stream, and it was masked
    with the same key and by the same means. A file of which rows are missing is masked anew: a
    build may have been killed between two of its parts (in_parts.sql).

    The means are one hash, mask_sha256 (python_helpers/mask_means.py): code and patterns, and of
    a model with texts the names of everyone known and the lists of words: somebody new may stand
    in any text. Of those DuckDB's own hash will do: each such model looks at everyone known, and
    another DuckDB that hashes otherwise only masks anew. -#}
{% macro forget_stale_masks() %}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {#- What counts by its rows: the lists by their hash, the manifest by each file's. -#}
    {%- set by_rows = ['known_people', 'stg_name_words', 'file_manifest', 'pii_key'] -%}
    {%- set read = namespace(ids=[model.unique_id]) -%}
    {%- set models, sources, lists = [], {}, [] -%}
    {%- for step in range(20) -%}
        {%- set ids, read.ids = read.ids, [] -%}
        {%- for id in ids -%}
            {%- set name = id.split('.')[-1] -%}
            {%- if id in graph.sources -%}
                {%- set columns = [] -%}
                {%- for column in graph.sources[id].columns.values() -%}
                    {%- do columns.append([column.name, column.get('data_type')]) -%}
                {%- endfor -%}
                {%- do sources.update({graph.sources[id].source_name ~ '.' ~ name: columns}) -%}
            {%- elif name in ['known_people', 'stg_name_words'] -%}
                {%- do lists.append(
                    run_query(
                        "select concat_ws('/', count(*), sum(hash(list)), bit_xor(hash(list))) from "
                        ~ api.Relation.create(
                            graph.nodes[id].database, graph.nodes[id].schema, graph.nodes[id].alias
                        ) ~ ' as list'
                    ).columns[0].values()[0]
                ) -%}
            {%- elif name not in by_rows and id in graph.nodes -%}
                {%- do models.append(graph.nodes[id].original_file_path) -%}
                {%- set read.ids = read.ids + graph.nodes[id].depends_on.nodes -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor %}
    set variable mask_sha256 = mask_sha256({{ sql_text(tojson({
        'models': models | unique | sort, 'sources': sources, 'lists': lists | unique | sort,
    })) }});
    {#- Rows of JSON name their file; rows of parquet have numbers, of which the manifest knows
        the file. -#}
    {%- set is_numbered = '.file_manifest' in model.depends_on.nodes | join(' ') %}
    {%- set manifest = 'staffing.inventory.file_manifest' if is_numbered
        else 'scratch.main.files' %}
    {%- if load_cached_relation(this) is none or should_full_refresh() %}
    set variable files_to_mask = null::varchar[];
    {%- else %}
    {%- set of_file -%}
        {%- if is_numbered -%}
        masked.stream = files.stream
        and masked.source_row >= files.first_row
        and masked.source_row < files.first_row + files.rows
        {%- else -%}
        masked.source_path = files.path
        {%- endif -%}
    {%- endset %}
    delete from {{ this }} as masked
    where
        masked.key_id is distinct from getvariable('given').pii_key_id
        or masked.mask_sha256 is distinct from getvariable('mask_sha256')
        or not exists (
            select files.path
            from {{ manifest }} as files
            where masked.source_sha256 = files.sha256 and {{ of_file }}
        );
    set variable files_to_mask = (
        select coalesce(list(found.path), [])
        from (
            select
                files.path,
                files.rows,
                count(masked.source_sha256) as masked_rows
            from {{ manifest }} as files
            left join {{ this }} as masked
                on masked.source_sha256 = files.sha256 and {{ of_file }}
            group by files.path, files.rows
        ) as found
        where found.masked_rows {{ '<> found.rows' if is_numbered else '= 0' }}
    );
    {%- if is_numbered %}
    delete from {{ this }} as masked
    where exists (
        select files.path
        from {{ manifest }} as files
        where
            masked.source_sha256 = files.sha256
            and list_contains(getvariable('files_to_mask'), files.path)
            and {{ of_file }}
    );
    {%- endif %}
    {%- endif %}
{% endmacro %}
