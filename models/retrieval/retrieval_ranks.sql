{#- Known-item search: each query looks for the document it was made from, among
    the masked documents and among the raw ones. -#}
{{ config(enabled=is_approved('AB')) }}

with

masked as (

    select * from {{ ref('retrieval_masked_texts') }}

),

raw as (

    select * from {{ ref('retrieval_raw_texts') }}

),

queries as (

    select
        item_id,
        corpus,
        query
    from masked

),

masked_scores as (

    {{ bm25_scores('queries', ref('retrieval_masked_texts')) }}

),

raw_scores as (

    {{ bm25_scores('queries', ref('retrieval_raw_texts')) }}

),

scores as (

    select
        'masked' as side,
        *
    from masked_scores
    union all
    select
        'raw' as side,
        *
    from raw_scores

),

-- Of equally good documents the first by id goes first, on both sides.
ranked as (

    select
        scores.side,
        scores.query_id,
        scores.item_id,
        asked.corpus,
        row_number() over (
            partition by scores.side, scores.query_id
            order by scores.score desc, scores.item_id asc
        ) as place
    from scores
    inner join queries as asked on scores.query_id = asked.item_id
    inner join queries as found
        on
            scores.item_id = found.item_id
            and asked.corpus = found.corpus

),

-- A text that is missing on one side has no row there: it was not looked for.
searched as (

    select
        item_id,
        'masked' as side
    from masked
    union all
    select
        item_id,
        'raw' as side
    from raw

),

ranks as (

    select
        queries.corpus,
        queries.item_id,
        searched.side,
        ranked.place
    from queries
    inner join searched on queries.item_id = searched.item_id
    left join ranked
        on
            searched.side = ranked.side
            and queries.item_id = ranked.query_id
            and queries.item_id = ranked.item_id

)

select * from ranks
