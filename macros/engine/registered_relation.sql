{#- The registered columns, typed and empty, and below them the rows of the file, matched
    by name, with the file's path. A column whose type no text or number can be made of stays
    NULL: S01 says so. -#}
{% macro registered_relation(entry) -%}
    {%- set location = stream_location(entry) -%}
    (
        select
            {% for column in entry.columns.values() -%}
            cast(null as {{ column.data_type }}) as {{ column.name }},
            {% endfor -%}
            cast(null as bigint) as file_row_number,
            cast(null as varchar) as source_path
        where false
        {%- if stream_is_present(entry) %}
        union all by name
        select
            * {{ without_unfit_columns(location) }},
            {{ sql_text('data/' ~ entry.meta.folder ~ '/' ~ entry.name ~ '.parquet') }}
                as source_path
        from read_parquet(
            {{ location }}, hive_partitioning = false, file_row_number = true
        )
        {%- endif %}
    )
{%- endmacro %}
