-- Which streams are there, with how many rows, and how many were recorded?
with

streams as (

    select * from {{ ref('stream_inventory') }}

),

listed as (

    select
        replace(entity, '_', ' ') as entity,
        stream,
        case
            when is_declared_absent then 'declared absent'
            when not is_present then 'absent'
            else status
        end as status,
        rows,
        expected_rows,
        rows - expected_rows as difference,
        bytes
    from streams
    order by entity asc, coalesce(rows, 0) desc, stream asc

)

select * from listed
