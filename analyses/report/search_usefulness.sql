-- How useful is each stream to search?
with

rated as (

    select * from {{ ref('search_usefulness') }}

),

listed as (

    select
        stream,
        usefulness,
        rule,
        rows_with_text,
        cast(round(mean_characters) as bigint) as mean_characters,
        distinct_terms,
        len(filter_columns) as filters
    from rated
    order by
        list_position(['High', 'Medium', 'Low'], usefulness) asc,
        stream asc

)

select * from listed
