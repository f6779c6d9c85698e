-- How useful is each stream to an audit?
with

rated as (

    select * from {{ ref('audit_usefulness') }}

),

listed as (

    select
        stream,
        usefulness,
        rule,
        nullif(array_to_string(when_columns, ', '), '') as says_when,
        nullif(array_to_string(verdict_columns, ', '), '') as says_how_it_ended,
        nullif(array_to_string(link_columns, ', '), '') as points_at
    from rated
    order by
        list_position(['High', 'Medium', 'Low'], usefulness) asc,
        stream asc

)

select * from listed
