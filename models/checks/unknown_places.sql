{#- A city is known when any worker, candidate or job order has it; there is no
    list of all cities to go by. -#}
{{ config(enabled=is_approved('AB')) }}

with

events as (

    select * from {{ ref('fill_events') }}

),

roles as (

    select * from {{ ref('role_names') }}

),

workers as (

    select
        city,
        state,
        role_name
    from {{ ref('workers_safe') }}
    union all
    select
        city,
        state,
        role_name
    from {{ ref('client_roster_safe') }}
    union all
    select
        city,
        state,
        role_name
    from {{ ref('sparse_workers_safe') }}

),

known_cities as (

    select
        lower(city) as city,
        state
    from workers
    union
    select
        lower(city) as city,
        state
    from {{ ref('candidates_safe') }}
    union
    select
        lower(city) as city,
        state
    from {{ ref('jobs_safe') }}

),

known_states as (

    select * from {{ ref('states') }}

),

staffed as (

    select distinct
        lower(workers.city) as city,
        workers.state,
        roles.role
    from workers
    inner join roles on lower(workers.role_name) = roles.spelling

),

judged as (

    select
        events.event_id,
        events.state is null as is_state_missing,
        events.city is null as is_city_missing,
        events.canonical_role is not null as is_role_known,
        known_states.state is not null as is_state_known,
        known_cities.city is not null as is_city_known,
        staffed.role is not null as is_staffed
    from events
    left join known_states on events.state = known_states.state
    left join known_cities
        on
            lower(events.city) = known_cities.city
            and events.state = known_cities.state
    left join staffed
        on
            lower(events.city) = staffed.city
            and events.state = staffed.state
            and events.canonical_role = staffed.role

),

violations as (

    select
        'scenarios' as dataset,
        'state' as field,
        event_id as row_key,
        case when is_state_missing then 'null' else 'state_unknown' end
            as reason
    from judged
    where not is_state_known
    union all
    select
        'scenarios' as dataset,
        'city' as field,
        event_id as row_key,
        case when is_city_missing then 'null' else 'city_unknown' end
            as reason
    from judged
    where not is_city_known
    union all
    select
        'scenarios' as dataset,
        'city' as field,
        event_id as row_key,
        'no_such_role_in_city' as reason
    from judged
    where is_role_known and not is_staffed

)

select * from violations
