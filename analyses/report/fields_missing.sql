-- Which fields does staffing work need that no file has?
with

expected as (

    select * from {{ ref('expected_fields') }}

),

fields as (

    select * from {{ ref('field_inventory') }}

),

missing as (

    select
        expected.stream,
        expected.field,
        expected.reason as needed_for
    from expected
    left join fields
        on
            expected.stream = fields.stream
            and expected.field = fields.column_name
            and fields.is_in_file
    where fields.column_name is null
    order by expected.stream, expected.field

)

select * from missing
