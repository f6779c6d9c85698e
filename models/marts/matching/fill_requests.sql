{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('fill_events') }}

),

job_orders as (

    select * from {{ ref('jobs_safe') }}

),

pool as (

    select * from {{ ref('replay_pool') }}

),

held as (

    select unnest(certifications) as certificate from pool

),

known_certificates as (

    select list(distinct certificate order by certificate) as names from held

),

orders as (

    select
        job_order_id,
        list_transform(
            arg_min(described_requirements, source_row),
            lambda name: lower(name)
        ) as requirements
    from job_orders
    group by job_order_id

),

-- The plan's own words go first; else what its job order asks for, in which
-- certificates are those that workers have.
asked as (

    select
        events.*,
        case
            when
                len(events.required_skills) > 0
                or len(events.required_certifications) > 0
                then 'plan'
            when len(orders.requirements) > 0 then 'job order'
            else 'none'
        end as requirements_from,
        orders.requirements,
        known_certificates.names as certificates
    from events
    left join orders on events.job_order_id = orders.job_order_id
    cross join known_certificates

),

payloads as (

    select
        event_id as request_id,
        plan_id,
        plan_file,
        client_id,
        job_order_id,

        role_name,
        canonical_role,
        city,
        state,
        left(zip, 3) as zip3,
        start_time,
        end_time,
        requirements_from,
        case requirements_from
            when 'plan'
                then list_transform(required_skills, lambda name: lower(name))
            when 'job order'
                then list_filter(
                    requirements,
                    lambda name: not list_contains(certificates, name)
                )
            else []
        end as required_skills,
        case requirements_from
            when 'plan'
                then list_transform(
                    required_certifications, lambda name: lower(name)
                )
            when 'job order'
                then list_filter(
                    requirements,
                    lambda name: list_contains(certificates, name)
                )
            else []
        end as required_certifications,

        requested_count,

        event_date,

        source_path,
        source_sha256,
        record_sha256
    from asked

),

requests as (

    select
        *,
        list_filter(
            [
                case
                    when requested_count is null then 'no count'
                    when requested_count < 1 then 'count below 1'
                end,
                case
                    when role_name is null then 'no role'
                    when canonical_role is null then 'unknown role'
                end,
                case when state is null then 'no state' end,
                case when event_date is null then 'no date' end,
                case when start_time is null then 'no start time' end
            ],
            lambda problem: problem is not null
        ) as problems,
        -- Requests that ask for the same have the same workers to choose from.
        md5(concat_ws(
            '|',
            canonical_role, state, coalesce(lower(city), ''),
            coalesce(zip3, ''), array_to_string(required_skills, ','),
            array_to_string(required_certifications, ',')
        )) as shape_id
    from payloads
    order by request_id

)

select * from requests
