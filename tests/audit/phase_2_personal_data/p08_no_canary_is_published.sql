{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'claim': 'no canary person stands in a published relation',
        'reads': ['canaries'],
    },
) }}
{#- The pattern of all canaries' surnames, addresses and numbers is a session
    variable, set by the plugin: they are text in no statement. -#}
{% do await_published('settled') %}
{% do source('flattened', 'canaries') %}
with

published as (
    {% if execute %}{{ published_text('settled') }}{% endif %}
),

sightings as (

    select
        relation as dataset,
        row_key,
        'names a canary person' as reason
    from published
    where regexp_matches(body, getvariable('canary_pattern'))

)

{{ failure_rows('sightings', ['dataset']) }}
