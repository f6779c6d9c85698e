with

outcomes as (

    select * from {{ source('flattened', 'outcomes') }}

),

renamed as (

    select
        source_path || '#' || line_no as row_key,
        source_path,
        source_sha256,
        record_sha256,
        trim(plan_ref) as plan_ref,

        recorded_at_text,
        extra,

        line_no,
        event_no,
        filled_count,
        showed_count,
        no_show_count,

        try_cast(recorded_at_text as timestamp) as recorded_at
    from outcomes

)

select * from renamed
