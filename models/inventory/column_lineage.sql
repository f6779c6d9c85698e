{#- Waits for every other published model: by then all SQL is compiled. -#}
{{ config(enabled=is_approved('B')) }}
{%- for name in published_models(but_lineage=true) -%}
{%- do ref(name) -%}
{%- endfor -%}
{%- set request = lineage_request() if execute else '' -%}
with

lineage as (

    select
        unnest(
            cast(
                column_lineage({{ sql_text(request) }})
                as struct(
                    relation varchar,
                    column_name varchar,
                    source_stream varchar,
                    source_column varchar,
                    pii_class varchar,
                    masks varchar[],
                    is_masked boolean
                )[]
            ),
            max_depth := 2
        )

)

select * from lineage
