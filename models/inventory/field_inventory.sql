{#- The registry is the graph's, which is not there while dbt parses: what the
    profile reads is named here, for the lineage. -#}
{%- for name in [
    'candidates', 'client_workersi', 'ethereal_workers', 'job_orders', 'new_candidates',
    'sparse_workers', 'workers_100k', 'workers_500k',
] -%}
{%- do source('datasets', name) -%}
{%- endfor -%}
{%- do source('corpora', 'workers_500k_v8') -%}
with

columns as (

    {{ registry_columns() }}

),

manifest as (

    select * from {{ ref('file_manifest') }}

),

file_columns as (

    select distinct
        manifest.stream,
        unnest(manifest_columns.columns) as file_column
    from manifest
    inner join {{ ref('stg_files') }} as manifest_columns
        on manifest.path = manifest_columns.path
    where manifest.stream is not null

),

-- One scan a stream, aggregates only: counts, never a value.
profiles as (

    {{ column_profiles() }}

),

described as (

    select
        coalesce(columns.stream, file_columns.stream) as stream,
        coalesce(columns.column_name, file_columns.file_column['name'])
            as column_name,

        columns.data_type as registered_type,
        columns.accepted_type,
        file_columns.file_column['type'] as file_type,
        columns.pii_class,
        columns.description,

        columns.position,
        profiles.rows,
        profiles.nulls,
        -- An estimate may be above what there is.
        least(
            profiles.distinct_estimate, profiles.rows - profiles.nulls
        ) as distinct_estimate,

        coalesce(columns.stream, file_columns.stream) in (
            select present.stream from manifest as present
            where present.status <> 'declared absent'
        ) as is_present,
        columns.column_name is not null as is_registered,
        file_columns.file_column is not null as is_in_file
    from columns
    full outer join file_columns
        on
            columns.stream = file_columns.stream
            and columns.column_name = file_columns.file_column['name']
    left join profiles
        on
            columns.stream = profiles.stream
            and columns.column_name = profiles.column_name

)

select * from described
