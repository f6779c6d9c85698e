{{ config(
    severity='warn',
    group='privacy',
    meta={
        'check_id': 'G04',
        'phase': 0,
        'gap': 3,
        'kind': 'soft',
        'claim': 'no quarantined file lies in the lakehouse',
    },
) }}

with

manifest as (

    select * from {{ ref('file_manifest') }}

),

quarantined as (

    select * from {{ source('datasets', 'client_workerskjkk') }}

),

sibling as (

    select * from {{ source('datasets', 'client_workersi') }}

),

in_both as (

    select * exclude (file_row_number) from quarantined
    intersect all
    select * exclude (file_row_number) from sibling

),

shared as (

    select count(*) as shared_rows from in_both

),

findings as (

    select
        manifest.path,
        manifest.bytes,
        manifest.rows,
        shared.shared_rows,
        'quarantined file: ' || manifest.reason as reason
    from manifest
    cross join shared
    where manifest.status = 'quarantined'

)

select * from findings
