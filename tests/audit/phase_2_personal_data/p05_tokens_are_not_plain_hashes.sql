{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P05',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no token is a hash of its raw value without the key',
    },
) }}
{#- The attack on a sample of people from every stream: md5, sha1 and sha256 of
    the raw value in the forms that projects use, with common salts before and
    after it. The sample is taken from both sides of the join, so that neither
    is held in memory whole. -#}
{% set salts = [
    '', 'salt', 'pepper', 'secret', 'v1', 'staffing', 'pii', 'changeme'
] %}
with

people as (

    select * from {{ ref('stg_people') }}

),

tokens as (

    select
        stream,
        source_row,
        name_token,
        email_token,
        phone_token
    from {{ ref('workers_safe') }}
    union all
    select
        stream,
        source_row,
        name_token,
        email_token,
        phone_token
    from {{ ref('candidates_safe') }}
    union all
    select
        stream,
        source_row,
        name_token,
        email_token,
        phone_token
    from {{ ref('client_roster_safe') }}
    union all
    select
        stream,
        source_row,
        name_token,
        null as email_token,
        phone_token
    from {{ ref('sparse_workers_safe') }}
    union all
    select
        stream,
        source_row,
        name_token,
        email_token,
        phone_token
    from {{ ref('new_candidates_safe') }}

),

sampled as (

    select
        people.stream,
        people.source_row,
        unnest([
            {
                'kind': 'name',
                'value': people.full_name,
                'token': tokens.name_token
            },
            {
                'kind': 'name',
                'value': {{ normalise_name('people.full_name') }},
                'token': tokens.name_token
            },
            {
                'kind': 'email',
                'value': people.email,
                'token': tokens.email_token
            },
            {
                'kind': 'phone',
                'value': people.phone,
                'token': tokens.phone_token
            },
            {
                'kind': 'phone',
                'value': right(people.phone, 10),
                'token': tokens.phone_token
            }
        ]) as pair
    from people
    inner join tokens
        on
            people.stream = tokens.stream
            and people.source_row = tokens.source_row
    where
        people.source_row % 500 < 3
        and tokens.source_row % 500 < 3

),

guesses as (

    select
        sampled.stream,
        sampled.source_row,
        sampled.pair.kind,
        regexp_replace(sampled.pair.token, '^[a-z]{2}_', '') as token,
        unnest([
            sampled.pair.kind || '|v1|' || sampled.pair.value,
            sampled.pair.kind || sampled.pair.value,
            {%- for salt in salts %}
            '{{ salt }}' || sampled.pair.value,
            sampled.pair.value || '{{ salt }}'
            {{- ',' if not loop.last }}
            {%- endfor %}
        ]) as guess
    from sampled

),

reversed as (

    select distinct
        stream as dataset,
        kind || '_token' as field,
        stream || ':' || source_row as row_key,
        'token is a plain hash' as reason
    from guesses
    where
        token in (
            left(md5(guess), 32),
            left(sha1(guess), 32),
            left(sha256(guess), 32)
        )

)

{{ failure_rows('reversed') }}
