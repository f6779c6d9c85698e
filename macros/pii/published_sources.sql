{#- The source of every published row as one relation: relation, row_key and source_sha256;
    empty when nothing is published. -#}
{% macro published_sources() %}
    {%- for entry in published_relations('source_sha256') %}
    select
        '{{ entry.name }}' as relation,
        concat_ws('/', {{ entry.key | join(', ') }}) as row_key,
        source_sha256
    from {{ entry.relation }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as varchar) as relation,
        cast(null as varchar) as row_key,
        cast(null as varchar) as source_sha256
    where false
    {%- endfor %}
{% endmacro %}
