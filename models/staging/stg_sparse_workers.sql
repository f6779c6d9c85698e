with

workers as (

    select * from {{ source('datasets', 'sparse_workers') }}

),

renamed as (

    select
        'sparse_workers' as stream,
        'sparse_workers:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        source_path,

        trim(name) as full_name,
        trim(role) as role_name,
        {{ phone_e164('phone') }} as phone,
        {{ phone_problem('phone') }} as phone_problem,
        trim(city) as city,
        upper(trim(state)) as state,
        trim(notes) as notes,

        phone is not null as has_phone
    from workers

)

select * from renamed
