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

reached as (

    select
        source_stream as stream,
        source_column as column_name,
        any_value(pii_class) as pii_class,
        count(*) as published_columns,
        bool_or(list_contains(masks, 'token')) as has_token,
        bool_or(list_contains(masks, 'people')) as is_redacted,
        bool_or(len(masks) = 0 and column_name <> 'zip3') as is_plain
    from lineage
    group by all

),

-- The profile has the columns of tables; those of JSON are known by their way.
described as (

    select
        coalesce(fields.stream, reached.stream) as stream,
        coalesce(fields.column_name, reached.column_name) as column_name,
        coalesce(fields.pii_class, reached.pii_class) as pii_class,
        coalesce(reached.published_columns, 0) as published_columns,
        case
            when reached.stream is null then 'not published'
            when reached.has_token and reached.is_redacted
                then 'redacted text or a token'
            when reached.has_token then 'a token'
            when reached.is_redacted then 'redacted text'
            when reached.is_plain then 'published without a mask'
            else 'cut to three digits'
        end as becomes,
        fields.position
    from fields
    full outer join reached
        on
            fields.stream = reached.stream
            and fields.column_name = reached.column_name

),

columns as (

    select
        *,
        case pii_class
            when 'identifier' then ['P01', 'P02', 'P04', 'P05']
            when 'free_text' then ['P01', 'P02', 'P03']
            when 'quasi_identifier' then ['P01', 'P09']
            else ['P10']
        end as checks
    from described
    where pii_class <> 'none'

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
        columns.becomes,
        proofs.proven_by
    from columns
    inner join proofs
        on
            columns.stream = proofs.stream
            and columns.column_name = proofs.column_name
    order by
        columns.stream asc,
        columns.position asc nulls last,
        columns.column_name asc

)

select * from proven
