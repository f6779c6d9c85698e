{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P03',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no published text matches a pattern of personal data',
    },
) }}
{% do await_published('settled') %}
with

published as (
    {% if execute %}{{ published_text('settled') }}{% endif %}
),

matches as (

    select
        relation as dataset,
        row_key,
        unnest(regexp_extract_all(body, {{ pii_pattern() }})) as match
    from published
    where regexp_matches(body, {{ pii_pattern() }})

),

distinct_matches as (

    select distinct match from matches

),

-- What only looked like it, an order number for one, has no type.
types as (

    select
        match,
        match_type(match) as reason
    from distinct_matches

),

found as (

    select distinct
        matches.dataset,
        matches.row_key,
        types.reason
    from matches
    inner join types on matches.match = types.match
    where types.reason is not null

)

{{ failure_rows('found', ['dataset']) }}
