{#- Every column of every source as rows: dataset, field, pii_class. A source without
    columns is one row without a field. -#}
{% macro source_columns() %}
    {%- set rows = [] -%}
    {%- for entry in (graph.sources.values() if execute else []) -%}
        {%- for column in entry.columns.values() -%}
            {%- do rows.append((entry.name, column.name, column.meta.get('pii'))) -%}
        {%- else -%}
            {%- do rows.append((entry.name, none, none)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for dataset, field, pii_class in rows | sort %}
    select
        {{ sql_text(dataset) }} as dataset,
        {{ sql_text(field) }} as field,
        {{ sql_text(pii_class) }} as pii_class
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as varchar) as dataset,
        cast(null as varchar) as field,
        cast(null as varchar) as pii_class
    where false
    {%- endfor %}
{% endmacro %}
