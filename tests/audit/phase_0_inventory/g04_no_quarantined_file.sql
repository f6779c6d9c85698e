{{ config(
    severity='warn',
    group='privacy',
    meta={
        'check_id': 'G04',
        'phase': '0',
        'gap': 3,
        'kind': 'soft',
        'claim': 'no quarantined file lies in the lakehouse',
    },
) }}

with

manifest as (

    select * from {{ ref('file_manifest') }}

),

findings as (

    select
        stream as dataset,
        path as row_key,
        {{ "'quarantined file is still there'" if is_approved('C') else
            "'anomaly: kept by decision C'" }} as reason
    from manifest
    where status = 'quarantined'

)

{{ failure_rows('findings', ['dataset']) }}
