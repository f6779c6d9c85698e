{#- Documents cut where a paragraph, else a sentence, else a word ends. Nothing
    is lost: the parts of a document, one after the other, are the document. -#}
{{ config(enabled=is_approved('AB')) }}
{%- set size = var('chunk_characters') %}

with

documents as (

    select * from {{ ref('plan_documents') }}
    union all
    select * from {{ ref('lesson_documents') }}

),

cut as (

    select
        *,
        packed(atoms_of(body, {{ size }}), {{ size }}) as parts
    from documents

),

numbered as (

    select
        *,
        unnest(parts) as part,
        generate_subscripts(parts, 1) as chunk_no
    from cut

),

chunks as (

    select
        left(
            sha256(concat_ws('/', doc_id, record_sha256, chunk_no, part)), 32
        ) as chunk_id,
        doc_id,
        kind,
        plan_id,
        client_id,
        roles,
        places,
        rtrim(part, e' \n') as body,
        cast(chunk_no as integer) as chunk_no,
        cast(len(parts) as integer) as chunks,
        doc_date,
        source_path,
        source_sha256,
        record_sha256
    from numbered

)

select * from chunks
