{#- The registry's columns as rows, one a column of a stream. -#}
{% macro registry_columns() %}
    {%- for entry in registered_streams() %}
    {%- set is_last_stream = loop.last %}
    {%- for column in entry.columns.values() %}
    select
        {{ sql_text(entry.name) }} as stream,
        {{ sql_text(column.name) }} as column_name,
        {{ sql_text(column.data_type | upper) }} as data_type,
        {{ sql_text(column.meta.get('accepts', column.data_type) | upper) }}
            as accepted_type,
        {{ sql_text(column.meta.get('pii')) }} as pii_class,
        {{ sql_text(column.description) }} as description,
        {{ loop.index }} as position
    {%- if not (is_last_stream and loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
{% endmacro %}
