{#- Everyone the lakehouse knows, for the checks that look by value. -#}
with

people as (

    select
        stream,
        source_row,
        full_name,
        email,
        phone
    from {{ ref('stg_workers') }}
    union all
    select
        stream,
        source_row,
        full_name,
        email,
        phone
    from {{ ref('stg_client_workersi') }}
    union all
    select
        stream,
        source_row,
        full_name,
        email,
        phone
    from {{ ref('stg_candidates') }}
    union all
    select
        stream,
        source_row,
        full_name,
        email,
        phone
    from {{ ref('stg_new_candidates') }}
    union all
    select
        stream,
        source_row,
        full_name,
        null as email,
        phone
    from {{ ref('stg_sparse_workers') }}
    union all
    select
        'plan_events' as stream,
        assignment_no as source_row,
        full_name,
        email,
        phone
    from {{ ref('stg_plan_assignments') }}

)

select * from people
