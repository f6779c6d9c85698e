-- How does each gap of the hand-written report stand?
with

register as (

    select * from {{ ref('gap_register') }}

),

listed as (

    select
        gap,
        kind,
        title,
        why,
        status,
        rows_bad,
        evidence
    from register
    order by gap

)

select * from listed
