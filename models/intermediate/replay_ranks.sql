{#- Who could be asked for each kind of request, best first: same city before
    same ZIP3 before same state, then wanted skills, then the score. -#}
{{ config(enabled=is_approved('AB')) }}

with

requests as (

    select * from {{ ref('fill_requests') }}

),

pool as (

    select * from {{ ref('replay_pool') }}

),

shapes as (

    select distinct
        shape_id,
        canonical_role as role,
        lower(city) as city,
        state,
        zip3,
        required_skills,
        required_certifications
    from requests

),

eligible as (

    select
        shapes.shape_id,
        pool.person_id,
        pool.worker_id,
        pool.name_token,
        case
            when pool.city = shapes.city then 'city'
            when pool.zip3 = shapes.zip3 then 'zip3'
            else 'state'
        end as nearness,
        case
            when len(shapes.required_skills) > 0
                then len(list_intersect(pool.skills, shapes.required_skills))
            else 0
        end as skills_matched,
        pool.score
    from shapes
    inner join pool
        on
            shapes.role = pool.role
            and shapes.state = pool.state
            and list_has_all(
                coalesce(pool.certifications, []),
                shapes.required_certifications
            )
    where
        pool.person_id = pool.stream || ':' || pool.source_row
        and pool.availability >= {{ var('replay')['least_availability'] }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by shape_id
            order by
                nearness = 'city' desc,
                nearness = 'zip3' desc,
                skills_matched desc,
                score desc,
                person_id asc
        ) as shape_rank
    from eligible

)

select * from ranked
