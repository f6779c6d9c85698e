with

workers as (

    select * from {{ ref('stg_workers_500k') }}
    union all
    select * from {{ ref('stg_workers_100k') }}
    union all
    select * from {{ ref('stg_ethereal_workers') }}

)

select * from workers
