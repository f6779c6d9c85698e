-- How many gaps are closed, and how many commitments kept?
with

register as (

    select * from {{ ref('gap_register') }}

),

promises as (

    select * from {{ ref('promise_status') }}

),

gaps as (

    select
        count(*) as gaps,
        count(*) filter (where status = 'closed') as gaps_closed,
        count(*) filter (where status = 'closed, with findings')
            as gaps_with_findings,
        count(*) filter (where status = 'open') as gaps_open,
        count(*) filter (where status in ('blocks', 'not proven'))
            as gaps_blocking
    from register

),

commitments as (

    select
        count(*) as commitments,
        count(*) filter (where status = 'kept') as commitments_kept
    from promises
    where kind = 'commitment'

),

counted as (

    select
        gaps.*,
        commitments.*
    from gaps
    cross join commitments

)

select * from counted
