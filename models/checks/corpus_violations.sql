{#- Documents of an existing corpus that hold personal data: by value of the
    worker they are about, else by pattern. A table, since the share of them is
    a measure too. -#}
{{ config(materialized='table') }}

with

documents as (

    select * from {{ source('corpora', 'workers_500k_v8') }}

),

workers as (

    select * from {{ source('datasets', 'workers_500k') }}

),

about as (

    select
        documents.file_row_number,
        documents.text,
        workers.name,
        workers.email,
        cast(workers.phone as varchar) as phone
    from documents
    left join workers on documents.worker_id = workers.worker_id

),

judged as (

    select
        file_row_number,
        case
            when
                contains(text, name)
                or contains(text, email)
                or contains(text, phone)
                then 'personal_data'
            when
                regexp_matches(text, {{ pii_pattern() }})
                and pattern_type(text) is not null
                then 'pattern_of_personal_data'
        end as reason
    from about

),

violations as (

    select
        'workers_500k_v8' as dataset,
        'text' as field,
        'workers_500k_v8:' || file_row_number as row_key,
        reason
    from judged
    where reason is not null

)

select * from violations
