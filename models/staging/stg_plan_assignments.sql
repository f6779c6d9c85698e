with

events as (

    select * from {{ ref('stg_plan_events') }}

),

named as (

    select
        row_key as event_id,
        source_path,
        source_sha256,
        record_sha256,
        plan_id,
        event_no,
        unnest(workers) as worker,
        unnest(range(1, len(workers) + 1)) as assignment_no
    from events

),

renamed as (

    select
        event_id || printf('/%02d', assignment_no) as assignment_id,
        event_id,
        source_path,
        source_sha256,
        record_sha256,
        plan_id,
        try_cast(worker.worker_id as bigint) as worker_id,

        trim(worker.name) as full_name,
        {{ normalise_email('worker.email') }} as email,
        {{ phone_e164('worker.phone') }} as phone,

        event_no,
        assignment_no
    from named

)

select * from renamed
