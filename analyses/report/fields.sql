-- Which columns does each stream have, of which type and class, and how full?
with

fields as (

    select * from {{ ref('field_inventory') }}

),

listed as (

    select
        stream,
        column_name,
        file_type,
        pii_class,
        if(
            is_in_file, round((rows - nulls) / nullif(rows, 0), 4), null
        ) as share_filled,
        distinct_estimate,
        case
            when not is_in_file then 'registered, not in the file'
            when not is_registered then 'in the file, not registered'
            else 'there'
        end as status
    from fields
    where is_present
    order by stream, position, column_name

)

select * from listed
