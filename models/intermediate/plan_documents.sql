{{ config(enabled=is_approved('AB')) }}

with

plans as (

    select * from {{ ref('plans_safe') }}

),

events as (

    select * from {{ ref('event_paragraphs') }}

),

gathered as (

    select
        source_path,
        list(distinct role_name order by role_name) as roles,
        list(distinct place order by place) as places,
        string_agg(paragraph, e'\n\n' order by event_no) as paragraphs
    from events
    group by source_path

),

documents as (

    select
        plans.source_path as doc_id,
        'scenario' as kind,
        plans.plan_file as plan_id,
        plans.client_id,
        coalesce(gathered.roles, []) as roles,
        coalesce(gathered.places, []) as places,
        concat_ws(
            e'\n\n',
            'Fill plan ' || plans.plan_file
            || coalesce(' of client ' || plans.client_id, '')
            || coalesce(' (' || plans.client_name || ')', '')
            || coalesce(', ' || plans.plan_date, '') || '.',
            gathered.paragraphs,
            'Notes: ' || plans.notes
        ) as body,
        plans.plan_date as doc_date,
        plans.source_path,
        plans.source_sha256,
        plans.plan_sha256 as record_sha256
    from plans
    left join gathered on plans.source_path = gathered.source_path

)

select * from documents
