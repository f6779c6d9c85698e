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
        1 as workers,
        0 as documents,
        0 as empty_ones
    from workers
    union all
    select
        source_row,
        0 as workers,
        1 as documents,
        cast({{ is_blank('doc_text') }} as integer) as empty_ones
    from documents

),

counted as (

    select
        source_row,
        sum(workers) as workers,
        sum(documents) as documents,
        sum(empty_ones) as empty_ones
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
    where documents <> workers or empty_ones > 0

)

select * from violations
