with

expected_fields as (

    select * from {{ ref('expected_fields') }}

),

field_inventory as (

    select * from {{ ref('field_inventory') }}
    where is_in_file

),

stream_inventory as (

    select * from {{ ref('stream_inventory') }}
    where is_present

),

missing as (

    select
        expected_fields.stream as dataset,
        expected_fields.field,
        expected_fields.stream || '.' || expected_fields.field as row_key,
        'missing_field' as reason
    from expected_fields
    inner join stream_inventory
        on expected_fields.stream = stream_inventory.stream
    left join field_inventory
        on
            expected_fields.stream = field_inventory.stream
            and expected_fields.field = field_inventory.column_name
    where field_inventory.column_name is null

)

select * from missing
