-- Which decisions were taken, and what follows?
with

taken as (

    select * from {{ ref('decisions_taken') }}

),

listed as (

    select
        decision,
        question,
        answer,
        if(answer = 'approved', approved_means, declined_means) as so_now,
        if(answer = 'approved', declined_means, approved_means) as otherwise
    from taken
    order by decision

)

select * from listed
