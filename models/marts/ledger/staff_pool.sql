{{ config(enabled=is_approved('B'), materialized='view') }}

with

workers as (

    select * from {{ ref('workers_safe') }}

),

roster as (

    select * from {{ ref('client_roster_safe') }}

),

sparse as (

    select * from {{ ref('sparse_workers_safe') }}

),

pool as (

    select
        stream,
        source_row,
        worker_id,
        name_token,
        email_token,
        phone_token,
        role_name,
        state
    from workers
    union all
    select
        stream,
        source_row,
        worker_id,
        name_token,
        email_token,
        phone_token,
        role_name,
        state
    from roster
    union all
    select
        stream,
        source_row,
        null as worker_id,
        name_token,
        null as email_token,
        phone_token,
        role_name,
        state
    from sparse

)

select * from pool
