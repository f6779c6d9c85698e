with

lessons as (

    select * from {{ source('flattened', 'lessons') }}

),

renamed as (

    select
        lesson_id as row_key,
        lesson_id,
        source_path,
        source_sha256,
        record_sha256,
        trim(plan_ref) as plan_ref,
        client_id,

        trim(client_name) as client_name,
        lesson_date_text,
        events_total_text,
        events_ok_text,
        lesson_text,
        extra,

        events_total,
        events_ok,

        lesson_date
    from lessons

)

select * from renamed
