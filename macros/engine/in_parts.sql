{#- A big table made in parts, so that memory holds one part whatever the size. A model whose
    pre-hook is begin_parts(), and which filters its rows by in_this_part(), is made of the first
    part; its post-hook, add_other_parts(), adds the others, sixteen in a transaction: rows that are
    not committed lie in memory, and each commit writes the last row group again. So the model must
    tell a table that is not whole from one that is (forget_stale_masks). A range of rows is looked up
    in a parquet file without reading the rest. On Spark it is made at once, in Spark's own parts. -#}
{% macro begin_parts() %}
    set variable part_rows = {{ rows_of_a_part() }};
    set variable part_no = 0
{% endmacro %}

{#- The var is for the default memory limit, 1200 MB, which DuckDB tells as 1.1 GiB. What is known
    of people is looked through once a part: few parts where memory allows. -#}
{% macro rows_of_a_part() -%}
    {{ var('rows_at_once') }}
    * greatest(1, parse_formatted_bytes(current_setting('memory_limit')) // 1181116006)
{%- endmacro %}

{% macro in_this_part(row_number) -%}
    {%- if is_on_spark() -%}
    true
    {%- else -%}
    {{ row_number }} >= coalesce(getvariable('part_no') * getvariable('part_rows'), 0)
    and {{ row_number }} < coalesce(
        (getvariable('part_no') + 1) * getvariable('part_rows'), 9223372036854775807
    )
    {%- endif -%}
{%- endmacro %}

{#- `row_numbers` is a relation with the column source_row. -#}
{% macro add_other_parts(row_numbers) %}
    {%- if execute and flags.WHICH in ['build', 'run'] and not is_on_spark() -%}
        {%- set parts = run_query(
            'select coalesce(max(source_row), 0) // (' ~ rows_of_a_part() ~ ') + 1 as parts from '
            ~ row_numbers ~ ' where ' ~ is_to_mask('source_path')
        ).rows[0]['parts'] | int -%}
        {%- for some_parts in range(1, parts) | batch(16) %}
            begin transaction;
            {%- for part_no in some_parts %}
                set variable part_no = {{ part_no }};
                insert into {{ this }} by name {{ model['compiled_code'] }};
            {%- endfor %}
            commit;
        {%- endfor %}
    {%- endif %}
    reset variable part_no
{% endmacro %}
