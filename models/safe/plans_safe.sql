{{ config(enabled=is_approved('B')) }}

with

masked as (

    select * from {{ ref('plans_masked') }}

),

allowed as (

    select
        plan_file,
        source_path,
        plan_sha256,
        plan_id,
        client_id,

        client_name,
        notes,
        extra,

        n_events,

        plan_date,

        key_id,
        source_sha256
    from masked

)

select * from allowed
