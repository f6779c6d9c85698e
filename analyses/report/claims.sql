-- Which claims of the documents hold?
with

claims as (

    select * from {{ ref('claim_results') }}

),

listed as (

    select
        claim,
        where_it_stands,
        expected,
        measured,
        verdict,
        why_not
    from claims
    order by
        list_position(['drifted', 'not measurable', 'holds'], verdict), claim_id

)

select * from listed
