{#- A sample of documents, the same in every build: those whose id has the lowest hash. The last of them
    is looked up first, so that which rows are wanted is a condition on a row, and the texts of the
    others are not read. `corpus` says which rows are documents of it, where the relation has others. -#}
{% macro set_last_of_sample(relation, id, corpus=none) -%}
    set variable last_of_sample = (
        select max(place)
        from (
            select md5({{ id }}) as place
            from {{ relation }}
            {%- if corpus %}
            where corpus = '{{ corpus }}'
            {%- endif %}
            order by place
            limit {{ var('retrieval_workers') }}
        ) as lowest
    )
{%- endmacro %}

{% macro is_in_sample(id) -%}
    md5({{ id }}) <= getvariable('last_of_sample')
{%- endmacro %}
