{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

assignments as (

    select * from {{ ref('stg_plan_assignments') }}
    where {{ is_to_mask('source_path') }}

),

masked as (

    select
        assignments.assignment_id,
        assignments.event_id,
        assignments.source_path,
        assignments.record_sha256,
        assignments.plan_id,
        assignments.worker_id,

        {{ pii_token('name', normalise_name('assignments.full_name')) }}
            as name_token,
        {{ pii_token('email', 'assignments.email') }} as email_token,
        {{ pii_token('phone', 'assignments.phone') }} as phone_token,

        assignments.event_no,
        assignments.assignment_no,

        pii_key.key_id,
        assignments.source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from assignments
    cross join pii_key

)

select * from masked
