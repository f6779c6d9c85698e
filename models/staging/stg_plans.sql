with

plans as (

    select * from {{ source('flattened', 'plans') }}

),

renamed as (

    select
        regexp_replace(source_path, '^.*/|[.]json$', '', 'g') as plan_file,
        source_path,
        source_sha256,
        plan_sha256,
        trim(plan_id) as plan_id,
        client_id,

        trim(client_name) as client_name,
        plan_date_text,
        trim(notes) as notes,
        extra,

        n_events,

        plan_date
    from plans

)

select * from renamed
