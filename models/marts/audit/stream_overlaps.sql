{{ config(enabled=is_approved('B')) }}

with

people as (
    {% for name in [
        'workers_safe', 'client_roster_safe', 'candidates_safe',
        'new_candidates_safe',
    ] %}
    select
        stream,
        name_token,
        email_token,
        phone_token,
        state
    from {{ ref(name) }}
    union all
    {%- endfor %}
    select
        stream,
        name_token,
        null as email_token,
        phone_token,
        state
    from {{ ref('sparse_workers_safe') }}

),

tokens as (

    select distinct
        stream,
        'email' as matched_by,
        email_token as token
    from people
    where email_token is not null
    union
    select distinct
        stream,
        'phone' as matched_by,
        phone_token as token
    from people
    where phone_token is not null
    union
    select distinct
        stream,
        'name and state' as matched_by,
        name_token || ' ' || state as token
    from people
    where name_token is not null and state is not null

),

pairs as (

    select
        tokens.stream,
        others.stream as other_stream,
        tokens.matched_by,
        count(*) as people
    from tokens
    inner join tokens as others
        on
            tokens.token = others.token
            and tokens.matched_by = others.matched_by
    where tokens.stream <> others.stream
    group by tokens.stream, others.stream, tokens.matched_by

),

sizes as (

    select
        stream,
        matched_by,
        count(*) as people
    from tokens
    group by stream, matched_by

),

compared as (

    select
        sizes.stream,
        others.stream as other_stream,
        sizes.matched_by,
        sizes.people as stream_people,
        others.people as other_people,
        coalesce(pairs.people, 0) as shared_people
    from sizes
    inner join sizes as others on sizes.matched_by = others.matched_by
    left join pairs
        on
            sizes.stream = pairs.stream
            and others.stream = pairs.other_stream
            and sizes.matched_by = pairs.matched_by
    where sizes.stream <> others.stream
    order by sizes.stream, others.stream, sizes.matched_by

)

select * from compared
