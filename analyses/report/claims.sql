-- Which claims of the documents hold?
with

claims as (

    select * from {{ ref('claim_results') }}

),

listed as (

    select
        claim,
        where_it_stands,
        coalesce(format('{:,}', try_cast(expected as bigint)), expected)
            as expected,
        coalesce(format('{:,}', try_cast(measured as bigint)), measured)
            as measured,
        verdict,
        why_not
    from claims
    order by
        list_position(['drifted', 'not measurable', 'holds'], verdict), claim_id

)

select * from listed
