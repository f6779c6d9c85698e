{#- The files that a stream is read from, in the order of their paths: a list of {path, first_row},
    first_row being the number of its first row in the stream. Empty when the stream is declared
    absent, or, where the gate does not ask for it (it is optional, or quarantined), when it is not
    there or cannot be read. -#}
{% macro stream_files(entry) %}
    {%- if entry.name in var('absent_streams') -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set path = sql_text('data/' ~ entry.meta.folder ~ '/' ~ entry.name ~ '.parquet') -%}
    {%- set files = [] -%}
    {%- set seen = namespace(rows=0) -%}
    {%- for row in run_query(
        "select path, rows from " ~ builtins.source('flattened', 'files')
        ~ " where is_readable and " ~ is_part_of('path', path) ~ " order by path"
    ).rows -%}
        {%- do files.append({'path': row['path'], 'first_row': seen.rows}) -%}
        {%- set seen.rows = seen.rows + (row['rows'] | int) -%}
    {%- endfor -%}
    {{ return(files) }}
{% endmacro %}
