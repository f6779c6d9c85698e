{#- An event as a person would write it down, a paragraph each. -#}
{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('fill_events') }}

),

assignments as (

    select * from {{ ref('plan_assignments_safe') }}

),

named as (

    select
        event_id,
        string_agg('[PERSON:' || name_token || ']', ', ' order by assignment_no)
            as people
    from assignments
    where name_token is not null
    group by event_id

),

placed as (

    select
        events.*,
        coalesce(events.canonical_role, events.role_name) as known_role,
        nullif(concat_ws(', ', events.city, events.state), '') as place,
        named.people
    from events
    left join named on events.event_id = named.event_id

),

paragraphs as (

    select
        event_id,
        plan_file,
        source_path,
        known_role as role_name,
        place,
        concat_ws(
            '. ',
            'Event ' || event_no || ': '
            || coalesce(requested_count || ' x ', '')
            || coalesce(role_name, 'role not given')
            || coalesce(' in ' || place, '')
            || coalesce(' from ' || start_time, '')
            || coalesce(' to ' || end_time, ''),
            'Filled: ' || filled_count || ' of ' || requested_count
            || ' (' || fill_status || ', by ' || fill_basis || ')',
            'Job order: ' || job_order_id,
            'Skills: ' || nullif(array_to_string(required_skills, ', '), ''),
            'Certificates: '
            || nullif(array_to_string(required_certifications, ', '), ''),
            'People: ' || people,
            'Notes: ' || notes
        ) as paragraph,
        event_no
    from placed

)

select * from paragraphs
