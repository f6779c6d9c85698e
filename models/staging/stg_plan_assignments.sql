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
        named.event_id || printf('/%02d', named.assignment_no) as assignment_id,
        named.event_id,
        named.source_path,
        named.source_sha256,
        named.record_sha256,
        named.plan_id,
        try_cast(named.worker.worker_id as bigint) as worker_id,

        trim(named.worker.name) as full_name,
        {{ normalise_email('named.worker.email') }} as email,
        {{ phone_e164('named.worker.phone') }} as phone,

        named.event_no,
        named.assignment_no
    from named

)

select * from renamed
