{{ config(enabled=is_approved('B')) }}

with

workers as (

    select * from {{ ref('stg_workers_500k') }}

),

documents as (

    select * from {{ ref('workers_500k_v9') }}

),

sides as (

    select
        source_row,
        false as is_document,
        false as is_empty
    from workers
    union all
    select
        source_row,
        true as is_document,
        {{ is_blank('doc_text') }} as is_empty
    from documents

),

counted as (

    select
        source_row,
        count(*) filter (where not is_document) as workers,
        count(*) filter (where is_document) as documents,
        bool_or(is_empty) as has_empty_one
    from sides
    group by source_row

),

violations as (

    select
        'workers_500k_v9' as dataset,
        'doc_text' as field,
        'workers_500k:' || source_row as row_key,
        case
            when documents < workers then 'no_document'
            when workers = 0 then 'no_worker'
            when documents > workers then 'more_than_one_document'
            else 'empty'
        end as reason
    from counted
    where documents <> workers or has_empty_one

)

select * from violations
