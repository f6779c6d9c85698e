{{ config(
    enabled=is_approved('AB'),
    severity='error',
    group='analytics',
    meta={
        'check_id': 'L08',
        'phase': '4',
        'kind': 'blocking',
        'claim': 'builds of the same input, key and code make the same ledger',
    },
) }}
with

fingerprints as (

    select * from {{ ref('build_fingerprints') }}

),

unequal as (

    select
        'marts.' || relation as dataset,
        inputs_sha256 as row_key,
        'builds of the same input differ' as reason
    from fingerprints
    group by relation, inputs_sha256, key_id, code_sha256
    having count(distinct content_hash) > 1

)

{{ failure_rows('unequal', ['dataset']) }}
