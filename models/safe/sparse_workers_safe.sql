{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('sparse_workers_masked') }}

),

allowed as (

    select
        stream,
        source_row,

        name_token,
        phone_token,
        phone_problem,
        role_name,
        city,
        state,
        notes,

        key_id,
        source_sha256
    from masked

)

select * from allowed
