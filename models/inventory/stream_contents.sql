{#- The registry is the graph's, which is not there while dbt parses: what the
    macro reads is named here, for the lineage. -#}
{%- for name in [
    'candidates', 'client_workersi', 'ethereal_workers', 'job_orders', 'new_candidates',
    'sparse_workers', 'workers_100k', 'workers_500k',
] -%}
{%- do source('datasets', name) -%}
{%- endfor -%}
{%- do source('corpora', 'workers_500k_v8') -%}
{%- for name in ['plan_events', 'lessons', 'outcomes'] -%}
{%- do source('flattened', name) -%}
{%- endfor -%}
with

held as (

    {{ stream_contents() }}

),

contents as (

    select
        stream,

        list_transform(
            list_filter(
                filters,
                lambda field: field['values'] between 2 and rows / 2
            ),
            lambda field: field['name']
        ) as filter_columns,
        when_columns,
        verdict_columns,
        link_columns,
        masked_columns,

        rows,
        rows_with_text,
        characters / nullif(rows_with_text, 0) as mean_characters,
        distinct_terms
    from held

)

select * from contents
