{#- Each plan and each lesson is a document once, whole, in chunks that are
    neither empty nor too long. -#}
{{ config(enabled=is_approved('AB')) }}

with

plans as (

    select * from {{ ref('stg_plans') }}

),

lessons as (

    select * from {{ ref('stg_lessons') }}

),

chunks as (

    select * from {{ ref('staffing_answers') }}

),

plan_documents as (

    select * from {{ ref('plan_documents') }}

),

lesson_documents as (

    select * from {{ ref('lesson_documents') }}

),

records as (

    select
        'scenario' as kind,
        source_path,
        plan_sha256 as record_sha256
    from plans
    union all
    select
        'lesson' as kind,
        source_path,
        record_sha256
    from lessons

),

documents as (

    select
        doc_id,
        body
    from plan_documents
    union all
    select
        doc_id,
        body
    from lesson_documents

),

per_document as (

    select
        doc_id,
        kind,
        source_path,
        record_sha256,
        count(*) as chunks_there,
        count(distinct chunk_no) as numbers_there,
        max(chunks) as chunks_said,
        string_agg(chunk_text, '' order by chunk_no) as said
    from chunks
    group by doc_id, kind, source_path, record_sha256

),

-- Blanks where two chunks meet are all that a document may lose.
whole as (

    select
        per_document.*,
        regexp_replace(per_document.said, '[ \n]+', '', 'g')
        = regexp_replace(documents.body, '[ \n]+', '', 'g') as is_whole
    from per_document
    left join documents on per_document.doc_id = documents.doc_id

),

covered as (

    select
        records.kind,
        records.source_path,
        records.record_sha256,
        count(whole.doc_id) as documents
    from records
    left join whole
        on
            records.kind = whole.kind
            and records.source_path = whole.source_path
            and records.record_sha256 = whole.record_sha256
    group by all

),

found as (

    select
        source_path as row_key,
        if(documents = 0, 'no_document', 'more_than_one_document') as reason
    from covered
    where documents <> 1
    union all
    select
        doc_id as row_key,
        case
            when
                chunks_there <> numbers_there or chunks_there <> chunks_said
                then 'chunks_missing_or_twice'
            else 'text_lost'
        end as reason
    from whole
    where
        chunks_there <> numbers_there
        or chunks_there <> chunks_said
        or not coalesce(is_whole, false)
    union all
    select
        chunk_id as row_key,
        case
            when coalesce(trim(chunk_text, e' \n'), '') = '' then 'empty'
            when length(chunk_text) > {{ var('chunk_characters') }}
                then 'too_long'
            else 'id_not_unique'
        end as reason
    from chunks
    qualify
        coalesce(trim(chunk_text, e' \n'), '') = ''
        or length(chunk_text) > {{ var('chunk_characters') }}
        or count(*) over (partition by chunk_id) > 1

),

violations as (

    select
        'staffing_answers' as dataset,
        'chunk_text' as field,
        row_key,
        reason
    from found

)

select * from violations
