{{ config(
    severity='error',
    group='privacy',
    meta={
        'check_id': 'G05',
        'phase': '0',
        'kind': 'blocking',
        'claim': "each source file's SHA-256 is the same before and after the run",
    },
) }}
{% do await_published() %}
with

manifest as (

    select * from {{ ref('file_manifest') }}

),

hashed_again as (

    select
        path,
        sha256,
        lakehouse_sha256(path) as sha256_now
    from manifest

),

changed as (

    select
        path as row_key,
        case
            when sha256_now is null
                then 'gone since the run began, or not to be read any more'
            else 'changed since the run began'
        end as reason
    from hashed_again
    where sha256 is distinct from sha256_now

)

{{ failure_rows('changed', []) }}
