with

roster as (

    select * from {{ source('datasets', 'client_workersi') }}

),

renamed as (

    select
        'client_workersi' as stream,
        'client_workersi:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        source_path,
        try_cast(worker_id as bigint) as worker_id,

        trim(name) as full_name,
        trim(role) as role_name,
        {{ normalise_email('email') }} as email,
        {{ phone_e164('phone') }} as phone,
        {{ phone_problem('phone') }} as phone_problem,
        trim(city) as city,
        upper(trim(state)) as state,
        {{ csv_to_list('skills') }} as skills,
        {{ csv_to_list('certifications') }} as certifications,
        lower(trim(archetype)) as archetype,
        archetype as archetype_raw,

        try_cast(availability as double) as availability,
        try_cast(reliability as double) as reliability,

        phone is not null as has_phone
    from roster

)

select * from renamed
