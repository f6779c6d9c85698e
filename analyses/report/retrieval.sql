{{ config(enabled=is_approved('AB')) }}
-- What do masks cost somebody who searches?
with

retrieval as (

    select * from {{ ref('retrieval') }}

),

listed as (

    select
        corpus,
        queries,
        recall_at_10_raw,
        recall_at_10_masked,
        round(mrr_raw, 3) as mrr_raw,
        round(mrr_masked, 3) as mrr_masked
    from retrieval
    order by corpus

)

select * from listed
