{#- Written for the one quarantined stream that the registry knows; what else a
    file has beside the registered columns is not compared. -#}
{%- set compared_columns = [
    'worker_id', 'name', 'role', 'city', 'state', 'email', 'phone',
    'skills', 'certifications', 'availability', 'reliability', 'archetype',
] | join(', ') -%}
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

    select
        {{ compared_columns }}
    from quarantined
    intersect all
    select
        {{ compared_columns }}
    from sibling

),

shared as (

    select count(*) as shared_rows from in_both

),

sibling_file as (

    select * from manifest
    where stream = 'client_workersi'

),

compared as (

    select
        manifest.path,
        manifest.stream,
        sibling_file.stream as sibling,
        manifest.reason,
        manifest.bytes,
        sibling_file.bytes as sibling_bytes,
        manifest.rows,
        sibling_file.rows as sibling_rows,
        shared.shared_rows
    from manifest
    cross join shared
    left join sibling_file on true
    where manifest.status = 'quarantined'

)

select * from compared
