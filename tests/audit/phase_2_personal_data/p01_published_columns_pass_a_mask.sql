{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P01',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no published column descends from a personal one but by a mask',
    },
) }}
with

column_lineage as (

    select * from {{ ref('column_lineage') }}

),

unmasked as (

    select
        relation as dataset,
        column_name as field,
        relation || '.' || column_name as row_key,
        case
            when source_stream = 'unresolved'
                then 'its lineage could not be read'
            else
                source_column || ' of ' || source_stream
                || ' reaches it unmasked'
        end as reason
    from column_lineage
    where not is_masked

)

{{ failure_rows('unmasked') }}
