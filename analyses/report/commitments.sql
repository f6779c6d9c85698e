-- Which commitments does the audit keep, and which checks keep them?
with

promises as (

    select * from {{ ref('promise_status') }}

),

listed as (

    select
        promise,
        status,
        evidence
    from promises
    where kind = 'commitment'
    order by promise_id

)

select * from listed
