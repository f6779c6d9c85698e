{{ config(enabled=is_approved('AB')) }}

with

chunks as (

    select * from {{ ref('staffing_chunks') }}

),

near_duplicates as (

    select * from {{ ref('near_duplicate_chunks') }}

),

answers as (

    select
        chunks.chunk_id,
        chunks.doc_id,
        chunks.kind,
        chunks.plan_id,
        chunks.client_id,

        chunks.roles,
        chunks.places,
        chunks.body as chunk_text,
        near_duplicates.near_duplicate_of,

        chunks.chunk_no,
        chunks.chunks,
        near_duplicates.similarity,

        chunks.doc_date,

        chunks.source_path,
        chunks.source_sha256,
        chunks.record_sha256,
        sha256(chunks.body) as chunk_sha256
    from chunks
    left join near_duplicates on chunks.chunk_id = near_duplicates.chunk_id
    order by chunks.doc_id, chunks.chunk_no

)

select * from answers
