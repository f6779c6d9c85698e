with

candidates as (

    select * from {{ source('datasets', 'new_candidates') }}

),

renamed as (

    select
        'new_candidates' as stream,
        'new_candidates:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        source_path,

        trim(name) as full_name,
        {{ normalise_email('email') }} as email,
        {{ phone_e164('phone') }} as phone,
        {{ phone_problem('phone') }} as phone_problem,
        trim(city) as city,
        upper(trim(state)) as state,
        {{ csv_to_list('skills') }} as skills,

        try_cast(years as integer) as years_experience,

        phone is not null as has_phone
    from candidates

)

select * from renamed
