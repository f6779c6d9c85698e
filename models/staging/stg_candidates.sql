with

candidates as (

    select * from {{ source('datasets', 'candidates') }}

),

renamed as (

    select
        'candidates' as stream,
        'candidates:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        source_path,
        trim(candidate_id) as candidate_id,

        trim(first_name) as first_name,
        trim(last_name) as last_name,
        trim(
            concat_ws(' ', trim(first_name), trim(last_name))
        ) as full_name,
        {{ normalise_email('email') }} as email,
        {{ phone_e164('phone') }} as phone,
        {{ phone_problem('phone') }} as phone_problem,
        trim(city) as city,
        upper(trim(state)) as state,
        {{ csv_to_list('skills') }} as skills,
        lower(trim(status)) as candidate_status,
        status as candidate_status_raw,

        try_cast(years_experience as integer) as years_experience,
        try_cast(hourly_rate_usd as integer) as wanted_hourly_rate,

        phone is not null as has_phone
    from candidates

)

select * from renamed
