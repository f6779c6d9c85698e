{#- SQL condition: a file, by its path, is a stream's. `stream_path` is the registry's path of the
    stream, data/datasets/<name>.parquet; the files of the folder data/datasets/<name> are parts
    of it. -#}
{% macro is_part_of(path, stream_path) -%}
    (
        {{ path }} = {{ stream_path }}
        or starts_with(
            {{ path }}, regexp_replace({{ stream_path }}, '[.]parquet$', '/')
        )
    )
{%- endmacro %}
