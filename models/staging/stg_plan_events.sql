with

events as (

    select * from {{ source('flattened', 'plan_events') }}

),

renamed as (

    select
        regexp_replace(source_path, '^.*/|[.]json$', '', 'g')
        || printf('#%02d', event_no) as row_key,
        regexp_replace(source_path, '^.*/|[.]json$', '', 'g') as plan_file,
        source_path,
        source_sha256,
        plan_sha256,
        record_sha256,
        trim(plan_id) as plan_id,
        client_id,
        trim(job_order_id) as job_order_id,

        trim(client_name) as client_name,
        plan_date_text,
        trim(event_kind) as event_kind,
        start_text,
        start_time,
        end_text,
        end_time,
        trim(role) as role_name,
        count_text,
        filled_text,
        trim(status_text) as status_text,
        trim(city) as city,
        upper(trim(state)) as state,
        trim(zip) as zip,
        workers,
        required_skills,
        required_certifications,
        notes,
        extra,
        plan_extra,

        event_no,
        requested_count,
        filled_count,

        coalesce(plan_date, starts_on) as event_date,
        starts_on
    from events

)

select * from renamed
