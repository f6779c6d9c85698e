{#- The registered columns, typed and empty, and below them the rows of the stream's files, matched
    by name, with the file's path and the row's number in the stream. A column whose type no text
    or number can be made of stays NULL: S01 says so. -#}
{% macro registered_relation(entry) -%}
    (
        select
            {% for column in entry.columns.values() -%}
            cast(null as {{ column.data_type }}) as {{ column.name }},
            {% endfor -%}
            cast(null as bigint) as file_row_number,
            cast(null as varchar) as source_path
        where false
        {%- for file in stream_files(entry) %}
        {%- set location = stream_location(file.path) %}
        union all by name
        select
            * {{ without_unfit_columns(location) }}
            {%- if file.first_row %}
            replace (file_row_number + {{ file.first_row }} as file_row_number)
            {%- endif %},
            {{ sql_text(file.path) }} as source_path
        from read_parquet(
            {{ location }}, hive_partitioning = false, file_row_number = true
        )
        {%- endfor %}
    )
{%- endmacro %}
