{{ config(enabled=is_approved('B')) }}
-- Which certificates do workers of each role hold?
-- The three most common ones of a role.
with

workers as (

    select * from {{ ref('workers_safe') }}

),

role_sizes as (

    select
        role_name,
        count(*) as workers
    from workers
    group by role_name

),

held as (

    select
        role_name,
        unnest(certifications) as certificate
    from workers

),

counted as (

    select
        held.role_name,
        held.certificate,
        count(*) as holders,
        round(count(*) / any_value(role_sizes.workers), 3) as share_of_role
    from held
    inner join role_sizes on held.role_name = role_sizes.role_name
    group by all

),

common as (

    select
        role_name,
        certificate,
        holders,
        share_of_role
    from counted
    qualify
        row_number() over (
            partition by role_name order by holders desc, certificate asc
        ) <= 3
    order by role_name asc, holders desc, certificate asc

)

select * from common
