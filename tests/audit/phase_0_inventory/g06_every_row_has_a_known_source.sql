{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'G06',
        'phase': '0',
        'kind': 'blocking',
        'claim': 'every published row has the sha256 of a file in the manifest',
    },
) }}
{% do await_published() %}
with

manifest as (

    select * from {{ ref('file_manifest') }}

),

published as (
    {% if execute %}{{ published_sources() }}{% endif %}
),

strangers as (

    select
        published.relation as dataset,
        published.row_key,
        'source is not in the manifest' as reason
    from published
    left join manifest on published.source_sha256 = manifest.sha256
    where manifest.sha256 is null

)

{{ failure_rows('strangers', ['dataset']) }}
