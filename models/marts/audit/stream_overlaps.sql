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

every_stream as (

    select distinct stream from people

),

-- Streams as bits of a number: one row a token says in which of them it is.
streams as (

    select
        stream,
        cast(row_number() over (order by stream) - 1 as integer) as place
    from every_stream

),

details as (

    select
        people.email_token,
        people.phone_token,
        people.name_token || ' ' || people.state as name_and_state,
        cast(1 as bigint) << streams.place as stream_bit
    from people
    inner join streams on people.stream = streams.stream

),

{% set kinds = {
    'email_token': 'email', 'phone_token': 'phone',
    'name_and_state': 'name and state',
} -%}
{% for column in kinds -%}
by_{{ column }} as (

    select bit_or(stream_bit) as stream_bits
    from details
    where {{ column }} is not null
    group by {{ column }}

),

{% endfor -%}
-- How many tokens lie in which streams, and in no other.
memberships as (

    {% for column, matched_by in kinds.items() -%}
    select
        '{{ matched_by }}' as matched_by,
        stream_bits,
        count(*) as people
    from by_{{ column }}
    group by stream_bits
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

sizes as (

    select
        streams.stream,
        streams.place,
        memberships.matched_by,
        sum(memberships.people) as people
    from memberships
    inner join streams
        on memberships.stream_bits & (cast(1 as bigint) << streams.place) > 0
    group by streams.stream, streams.place, memberships.matched_by

),

compared as (

    select
        sizes.stream,
        others.stream as other_stream,
        sizes.matched_by,
        cast(sizes.people as bigint) as stream_people,
        cast(others.people as bigint) as other_people,
        cast(coalesce(sum(memberships.people), 0) as bigint) as shared_people
    from sizes
    inner join sizes as others
        on
            sizes.matched_by = others.matched_by
            and sizes.stream <> others.stream
    left join memberships
        on
            sizes.matched_by = memberships.matched_by
            and memberships.stream_bits
            & (cast(1 as bigint) << sizes.place) > 0
            and memberships.stream_bits
            & (cast(1 as bigint) << others.place) > 0
    group by
        sizes.stream, others.stream, sizes.matched_by, sizes.people,
        others.people
    order by sizes.stream, others.stream, sizes.matched_by

)

select * from compared
