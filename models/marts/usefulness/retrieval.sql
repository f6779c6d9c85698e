{{ config(enabled=is_approved('AB')) }}

with

ranks as (

    select * from {{ ref('retrieval_ranks') }}

),

scored as (

    select
        corpus,
        {% for side in ['raw', 'masked'] -%}
        avg(cast(coalesce(place <= 10, false) as integer))
        filter (where side = '{{ side }}') as recall_at_10_{{ side }},
        round(
            avg(coalesce(1 / place, 0)) filter (where side = '{{ side }}'), 9
        ) as mrr_{{ side }},
        {% endfor -%}
        count(*) filter (where side = 'raw') as raw_documents,
        count(distinct item_id) as queries
    from ranks
    group by corpus

),

compared as (

    select
        corpus,
        queries,
        raw_documents,
        recall_at_10_raw,
        mrr_raw,
        recall_at_10_masked,
        mrr_masked,
        recall_at_10_raw - recall_at_10_masked as recall_lost
    from scored
    order by corpus

)

select * from compared
