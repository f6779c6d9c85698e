{#- The registered columns, typed and empty, and below them the rows of the file, matched
    by name. -#}
{% macro registered_relation(relation, entry) -%}
    (
        select
            {% for column in entry.columns.values() -%}
            cast(null as {{ column.data_type }}) as {{ column.name }},
            {% endfor -%}
            cast(null as bigint) as file_row_number
        where false
        {%- if stream_is_present(entry, relation.external) %}
        union all by name
        select * from read_parquet({{ relation.external }}, file_row_number = true)
        {%- endif %}
    )
{%- endmacro %}
