{{ config(enabled=is_approved('B'), materialized='view') }}
{#- A view, for the texts lie in the masked table already. -#}

with

workers as (

    select * from {{ ref('workers_safe') }}
    where stream = 'workers_500k'

),

manifest as (

    select * from {{ ref('file_manifest') }}

),

documents as (

    select
        stream || ':' || source_row as doc_id,
        'worker' as kind,
        worker_id,
        name_token,
        role_name,
        city,
        state,
        skills,
        certifications,
        archetype,
        {{ worker_document() }} as doc_text,
        source_row,
        source_sha256
    from workers

),

corpus as (

    select
        documents.doc_id,
        documents.kind,
        documents.worker_id,
        documents.name_token,

        documents.role_name,
        documents.city,
        documents.state,
        documents.skills,
        documents.certifications,
        documents.archetype,
        documents.doc_text,

        documents.source_row,

        manifest.path as source_path,
        documents.source_sha256,
        sha256(documents.doc_text) as doc_sha256
    -- By hash, which is looked up, and by row: two files may have one content.
    from documents
    left join manifest
        on
            manifest.stream = 'workers_500k'
            and documents.source_sha256 = manifest.sha256
            and documents.source_row >= manifest.first_row
            and documents.source_row < manifest.first_row + manifest.rows

)

select * from corpus
