{#- Ranks of a kind of request are made once; of each request those who are
    booked elsewhere step aside, and one looks that many places further. -#}
{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

ranks as (

    select * from {{ ref('replay_ranks') }}

),

conflicts as (

    select * from {{ ref('replay_conflicts') }}

),

looked_at as (

    select
        requests.request_id,
        requests.shape_id,
        {{ var('replay')['top'] }} + count(conflicts.person_id) as places
    from requests
    left join conflicts on requests.request_id = conflicts.request_id
    group by requests.request_id, requests.shape_id

),

free as (

    select
        looked_at.request_id,
        ranks.*
    from looked_at
    inner join ranks
        on
            looked_at.shape_id = ranks.shape_id
            and looked_at.places >= ranks.shape_rank
    left join conflicts
        on
            looked_at.request_id = conflicts.request_id
            and ranks.person_id = conflicts.person_id
    where conflicts.request_id is null

),

shortlist as (

    select
        request_id,
        cast(
            row_number() over (partition by request_id order by shape_rank)
            as integer
        ) as place,
        person_id,
        worker_id,
        name_token,
        nearness,
        cast(skills_matched as integer) as skills_matched,
        score
    from free
    qualify place <= {{ var('replay')['top'] }}
    order by request_id, place

)

select * from shortlist
