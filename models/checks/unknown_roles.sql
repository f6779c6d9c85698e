{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('fill_events') }}

),

violations as (

    select
        'scenarios' as dataset,
        'role' as field,
        event_id as row_key,
        case
            when role_name is null then 'role_missing'
            else 'unknown_role'
        end as reason
    from events
    where canonical_role is null

)

select * from violations
