{#- A big table made in parts, so that memory holds one part whatever the size. A model that
    calls make_in_parts() in its config block, and filters its rows by in_this_part(), is made of
    the first part; then the others are added, in the same transaction. A range of rows is looked
    up in a parquet file without reading the rest. On Spark it is made at once, in Spark's own parts. -#}
{% macro in_this_part(row_number) -%}
    {%- if is_on_spark() -%}
    true
    {%- else -%}
    {{ row_number }} >= coalesce(getvariable('part_no') * {{ var('rows_at_once') }}, 0)
    and {{ row_number }} < coalesce(
        (getvariable('part_no') + 1) * {{ var('rows_at_once') }}, 9223372036854775807
    )
    {%- endif -%}
{%- endmacro %}

{#- The post-hook of such a model; `row_numbers` is a relation with the column source_row. -#}
{% macro add_other_parts(row_numbers) %}
    {%- if execute and flags.WHICH in ['build', 'run'] and not is_on_spark() -%}
        {%- set highest = run_query(
            'select coalesce(max(source_row), 0) as highest from ' ~ row_numbers
            ~ ' where ' ~ is_to_mask('source_path')
        ).rows[0]['highest'] | int -%}
        {%- for part_no in range(1, highest // var('rows_at_once') + 1) %}
            set variable part_no = {{ part_no }};
            insert into {{ this }} by name {{ model['compiled_code'] }};
        {%- endfor %}
    {%- endif %}
    reset variable part_no
{% endmacro %}
