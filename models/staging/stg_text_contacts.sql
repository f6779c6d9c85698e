{#- Names that an address gives away: susan.ruiz@ in a text says that a Susan
    Ruiz may stand beside it. The masks look for them; no check counts on them,
    since front.desk@ is nobody. Workers' own texts name their own people. -#}
with

texts as (

    select notes as body from {{ ref('stg_plans') }}
    union all
    select notes as body from {{ ref('stg_plan_events') }}
    union all
    select plan_extra as body from {{ ref('stg_plan_events') }}
    union all
    select extra as body from {{ ref('stg_plan_events') }}
    union all
    select lesson_text as body from {{ ref('stg_lessons') }}
    union all
    select extra as body from {{ ref('stg_lessons') }}
    union all
    select description as body from {{ ref('stg_job_orders') }}
    union all
    select notes as body from {{ ref('stg_sparse_workers') }}

),

addresses as (

    select
        unnest(
            regexp_extract_all(body, '[A-Za-z]{2,}[._][A-Za-z]{2,}[0-9]*@')
        ) as address
    from texts
    where contains(body, '@')

),

names as (

    select distinct
        regexp_replace(
            regexp_replace(address, '[0-9]*@$', ''), '[._]', ' '
        ) as full_name
    from addresses

)

select * from names
