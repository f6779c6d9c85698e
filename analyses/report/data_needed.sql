{{ config(enabled=is_approved('AB')) }}
-- Is more data needed, and of what?
-- Each line measures one thing, and says when more of it would be needed.
with

fill_events as (

    select * from {{ ref('fill_events') }}

),

compared as (

    select
        count(*) as events,
        count(*) filter (where fill_status = 'unknown') as unknown,
        count(*) filter (where canonical_role is null) as roles_unknown,
        count(*) filter (where len(lesson_ids) > 0) as with_lesson,
        count(distinct client_id) as clients
    from fill_events

),

fill_places as (

    select distinct
        state,
        canonical_role as role
    from fill_events
    where state is not null and canonical_role is not null

),

workers as (

    select * from {{ ref('workers_safe') }}

),

role_names as (

    select * from {{ ref('role_names') }}

),

staffed as (

    select distinct
        workers.state,
        role_names.role
    from workers
    inner join role_names on lower(workers.role_name) = role_names.spelling

),

unstaffed as (

    select
        count(*) as places,
        count(*) filter (where staffed.role is null) as without_worker
    from fill_places
    left join staffed
        on
            fill_places.state = staffed.state
            and fill_places.role = staffed.role

),

measured as (

    select
        1 as line,
        'Outcomes of fill events' as data,
        events as there,
        unknown as lacking,
        'more than one event in ten has no known outcome' as needed_when,
        unknown > 0.1 * events as is_needed
    from compared
    union all
    select
        2 as line,
        'Roles that the ledger can name' as data,
        events as there,
        roles_unknown as lacking,
        'an event asks for a role that no list knows' as needed_when,
        roles_unknown > 0 as is_needed
    from compared
    union all
    select
        3 as line,
        'Lessons about events' as data,
        events as there,
        events - with_lesson as lacking,
        'more than half of the events have no lesson' as needed_when,
        with_lesson < 0.5 * events as is_needed
    from compared
    union all
    select
        4 as line,
        'Workers where roles are asked for' as data,
        places as there,
        without_worker as lacking,
        'a role is asked for in a state where no worker has it' as needed_when,
        without_worker > 0 as is_needed
    from unstaffed

),

judged as (

    select
        data,
        there,
        lacking,
        needed_when,
        if(is_needed, 'more is needed', 'enough') as verdict
    from measured
    order by line

)

select * from judged
