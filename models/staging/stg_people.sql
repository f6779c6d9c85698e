{#- Everyone the lakehouse knows, for the checks that look by value. -#}
with

people as (

    {% for name in [
        'stg_workers', 'stg_client_workersi', 'stg_candidates', 'stg_new_candidates',
    ] -%}
    select
        stream,
        source_row,
        full_name,
        email,
        phone
    from {{ ref(name) }}
    union all
    {% endfor -%}
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
