with

rejected as (

    select * from {{ source('flattened', 'rejected') }}

),

renamed as (

    select
        source_path,
        folder,
        part,
        reason
    from rejected

)

select * from renamed
