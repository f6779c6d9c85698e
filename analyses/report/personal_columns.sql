{{ config(enabled=is_approved('B')) }}
-- Which raw columns hold personal data, how are they masked, what proves it?
with

fields as (

    select * from {{ ref('field_inventory') }}

),

lineage as (

    select * from {{ ref('column_lineage') }}

),

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

masks as (

    select
        source_stream,
        source_column,
        count(*) as published_columns,
        string_agg(
            distinct array_to_string(masks, ' and '),
            ' or '
            order by array_to_string(masks, ' and ')
        )
            as masked_by
    from lineage
    group by all

),

columns as (

    select
        fields.stream,
        fields.column_name,
        fields.pii_class,
        coalesce(masks.published_columns, 0) as published_columns,
        case
            when masks.source_column is null then 'not published'
            when masks.masked_by <> '' then masks.masked_by
            else 'published without a mask'
        end as masked_by,
        case fields.pii_class
            when 'identifier' then ['P01', 'P02', 'P04', 'P05']
            when 'free_text' then ['P01', 'P02', 'P03']
            when 'quasi_identifier' then ['P01', 'P09']
            else ['P10']
        end as checks,
        fields.position
    from fields
    left join masks
        on
            fields.stream = masks.source_stream
            and fields.column_name = masks.source_column
    where fields.pii_class <> 'none'

),

proofs as (

    select
        columns.stream,
        columns.column_name,
        string_agg(
            results.check_id || ' ' || results.status,
            ', '
            order by results.check_id
        ) as proven_by
    from columns
    cross join latest
    inner join results
        on
            latest.run_id = results.run_id
            and list_contains(columns.checks, results.check_id)
    group by all

),

proven as (

    select
        columns.stream,
        columns.column_name,
        columns.pii_class,
        columns.published_columns,
        columns.masked_by,
        proofs.proven_by
    from columns
    inner join proofs
        on
            columns.stream = proofs.stream
            and columns.column_name = proofs.column_name
    order by columns.stream, columns.position

)

select * from proven
