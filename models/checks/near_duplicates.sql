{{ config(enabled=is_approved('AB')) }}

with

chunks as (

    select * from {{ ref('staffing_answers') }}

),

violations as (

    select
        'staffing_answers' as dataset,
        'chunk_text' as field,
        chunk_id as row_key,
        'much_like_an_earlier_chunk' as reason
    from chunks
    where near_duplicate_of is not null

)

select * from violations
