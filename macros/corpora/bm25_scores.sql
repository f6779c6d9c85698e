{#- BM25 (k 1.2, b 0.75) of every document of a full-text index for every query at once, by the
    index' own tables; fts' match_bm25 takes one query at a time. `queries` has item_id and
    query. Gives query_id, item_id, score. -#}
{% macro bm25_scores(queries, relation) -%}
    {%- set index = relation.database ~ '.fts_' ~ relation.schema ~ '_' ~ relation.identifier -%}
    with

    asked as (

        select distinct
            item_id as query_id,
            stem(unnest({{ index }}.tokenize(query)), 'porter') as term
        from {{ queries }}

    ),

    frequencies as (

        select
            termid,
            docid,
            count(*) as tf
        from {{ index }}.terms
        group by termid, docid

    )

    select
        asked.query_id,
        any_value(docs.name) as item_id,
        round(sum(
            log((stats.num_docs - dict.df + 0.5) / (dict.df + 0.5) + 1)
            * frequencies.tf * 2.2
            / (frequencies.tf + 1.2 * (0.25 + 0.75 * docs.len / stats.avgdl))
        ), 9) as score
    from asked
    inner join {{ index }}.dict as dict on asked.term = dict.term
    inner join frequencies on dict.termid = frequencies.termid
    inner join {{ index }}.docs as docs on frequencies.docid = docs.docid
    cross join {{ index }}.stats as stats
    group by asked.query_id, docs.docid
{%- endmacro %}
