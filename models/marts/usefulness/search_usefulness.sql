with

contents as (

    select * from {{ ref('stream_contents') }}

),

measured as (

    select
        *,
        coalesce(rows_with_text, 0) >= 50
        and coalesce(mean_characters, 0) >= 200 as has_documents,
        coalesce(rows_with_text, 0) > 0 as has_text,
        len(filter_columns) >= 3 as has_filters
    from contents

),

rated as (

    select
        stream,
        case
            when has_documents and has_filters then 'High'
            when has_documents or has_text or (has_filters and rows >= 1000)
                then 'Medium'
            else 'Low'
        end as usefulness,
        case
            when has_documents and has_filters
                then '50 documents of 200 characters or more, and 3 filters'
            when has_documents
                then 'documents, but fewer than 3 columns to filter by'
            when has_text
                then 'text, but under 50 documents or 200 characters'
            when has_filters and rows >= 1000
                then 'no text, but 1,000 rows with 3 columns to filter by'
            else 'no text, and under 1,000 rows or 3 columns to filter by'
        end as rule,
        filter_columns,
        rows,
        rows_with_text,
        mean_characters,
        distinct_terms
    from measured
    order by stream

)

select * from rated
