{#- A big table made in parts, so that memory holds one part whatever the size. A model whose
    pre-hook is begin_parts(), and which filters its rows by in_this_part(), is made of the first
    part; its post-hook, add_other_parts(), adds the others, sixteen in a transaction: rows that are
    not committed lie in memory, and each commit writes the last row group again. So the model must
    tell a table that is not whole from one that is (forget_stale_masks). A range of rows is looked up
    in a parquet file without reading the rest. On Spark it is made at once, in Spark's own parts.

    `relation` has the columns stream, source_row and source_path. A part is rows of one stream: as
    many of each stream at once would be twice what memory is for. -#}
{% macro begin_parts(relation) %}
    set variable part_rows = {{ rows_of_a_written_part() }};
    set variable part_no = 0;
    set variable part_stream = (
        select min(stream) from {{ relation }} where {{ is_to_mask('source_path') }}
    )
{% endmacro %}

{#- The var is for the default memory limit, 1200 MB, which DuckDB tells as 1.1 GiB. -#}
{% macro rows_of_a_part() -%}
    {{ var('rows_at_once') }}
    * greatest(1, parse_formatted_bytes(current_setting('memory_limit')) // 1181116006)
{%- endmacro %}

{#- DuckDB writes row groups of 122,880 rows. A part of whole ones, in order, is written by all threads
    at once, and nothing of it again: of a smaller one the rows wait until one thread writes them, and
    of any other a rest is left. As many as there are threads keep all of them at work. -#}
{% macro rows_of_a_written_part() -%}
    {%- set row_groups -%}
    least({{ rows_of_a_part() }} // 122880, current_setting('threads'))
    {%- endset -%}
    if({{ row_groups }} > 0, {{ row_groups }} * 122880, {{ rows_of_a_part() }})
{%- endmacro %}

{#- How a model in parts ends, so that its parts are written by all threads. -#}
{% macro order_of_a_part(row_number) -%}
    {{ '' if is_on_spark() else 'order by ' ~ row_number }}
{%- endmacro %}

{% macro in_this_part(row_number, stream=none) -%}
    {%- if is_on_spark() -%}
    true
    {%- else -%}
    {%- if stream is not none -%}
    coalesce({{ stream }} = getvariable('part_stream'), true)
    and {% endif -%}
    {{ row_number }} >= coalesce(getvariable('part_no') * getvariable('part_rows'), 0)
    and {{ row_number }} < coalesce(
        (getvariable('part_no') + 1) * getvariable('part_rows'), 9223372036854775807
    )
    {%- endif -%}
{%- endmacro %}

{% macro add_other_parts(relation) %}
    {%- if execute and flags.WHICH in ['build', 'run'] and not is_on_spark() -%}
        {%- set streams = run_query(
            'select stream, max(source_row) // (' ~ rows_of_a_written_part() ~ ') + 1 as parts from '
            ~ relation ~ ' where ' ~ is_to_mask('source_path') ~ ' group by stream order by stream'
        ).rows -%}
        {%- set parts = [] -%}
        {%- for stream in streams -%}
            {%- for part_no in range(stream['parts'] | int) -%}
                {%- do parts.append([stream['stream'], part_no]) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for some_parts in parts[1:] | batch(16) %}
            begin transaction;
            {%- for stream, part_no in some_parts %}
                set variable part_stream = {{ sql_text(stream) }};
                set variable part_no = {{ part_no }};
                insert into {{ this }} by name {{ model['compiled_code'] }};
            {%- endfor %}
            commit;
        {%- endfor %}
    {%- endif %}
    reset variable part_stream;
    reset variable part_no
{% endmacro %}
