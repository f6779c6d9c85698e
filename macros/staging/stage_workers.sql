{#- The staging of a worker file: the three of them have one schema (S12), so they have
    one staging. Renames, casts, trims. -#}
{% macro stage_workers(relation, stream) %}
with

workers as (

    select * from {{ relation }}

),

renamed as (

    select
        '{{ stream }}' as stream,
        '{{ stream }}:' || file_row_number as row_key,
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
        {{ zip_code('zip') }} as zip,
        zip as zip_raw,
        {{ csv_to_list('skills') }} as skills,
        {{ csv_to_list('certifications') }} as certifications,
        lower(trim(archetype)) as archetype,
        archetype as archetype_raw,
        string_split(communications, ' | ') as messages,
        {{ trimmed('resume_text') }} as resume_text,

        try_cast(reliability as double) as reliability,
        try_cast(responsiveness as double) as responsiveness,
        try_cast(engagement as double) as engagement,
        try_cast(compliance as double) as compliance,
        try_cast(availability as double) as availability,

        phone is not null as has_phone
    from workers

)

select * from renamed
{% endmacro %}
