{{ config(enabled=is_approved('B')) }}

with

people as not materialized (
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

details as not materialized (

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
-- One aggregate of slim rows: three at a time, or of tokens as they are
-- written, ask for more than a memory of 8 GB for 60 million workers.
tokens as not materialized (

    {% for column in kinds -%}
    select
        {{ loop.index }} as kind,
        md5_number({{ column }}) as token,
        stream_bit
    from details
    where {{ column }} is not null
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

by_token as (

    select
        kind,
        bit_or(stream_bit) as stream_bits
    from tokens
    group by kind, token

),

-- How many tokens lie in which streams, and in no other.
memberships as (

    select
        case kind
            {%- for matched_by in kinds.values() %}
            when {{ loop.index }} then '{{ matched_by }}'
            {%- endfor %}
        end as matched_by,
        stream_bits,
        count(*) as people
    from by_token
    group by kind, stream_bits

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
