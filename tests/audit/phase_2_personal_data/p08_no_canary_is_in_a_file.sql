{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'claim': 'no canary person stands in a log, a dbt artifact or a released file',
        'reads': ['canaries'],
    },
) }}
{#- A release is searched once more before it is made current. -#}
{% do await_published() %}
with

canaries as (

    select count(*) as planted from {{ source('flattened', 'canaries') }}

),

files as (

    select unnest(canaries_in_files()) as row_key
    from canaries
    where planted > 0

),

sightings as (

    select
        row_key,
        'names a canary person' as reason
    from files

)

{{ failure_rows('sightings', []) }}
