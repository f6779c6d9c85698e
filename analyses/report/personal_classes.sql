{{ config(enabled=is_approved('B')) }}
-- How many columns of each class are there, and what becomes of them?
with

fields as (

    select * from {{ ref('field_inventory') }}

),

lineage as (

    select * from {{ ref('column_lineage') }}

),

reached as (

    select
        source_stream as stream,
        source_column as column_name,
        any_value(pii_class) as pii_class,
        bool_or(len(masks) > 0) as is_masked,
        bool_or(len(masks) = 0 and column_name <> 'zip3') as is_plain
    from lineage
    group by all

),

described as (

    select
        coalesce(fields.stream, reached.stream) as stream,
        coalesce(fields.pii_class, reached.pii_class) as pii_class,
        reached.stream is null as is_unpublished,
        coalesce(reached.is_plain, false) as is_plain,
        coalesce(reached.is_masked, false) as is_masked
    from fields
    full outer join reached
        on
            fields.stream = reached.stream
            and fields.column_name = reached.column_name

),

by_class as (

    select
        pii_class,
        count(*) as columns,
        count(distinct stream) as streams,
        count(*) filter (where is_masked and not is_plain) as masked,
        count(*) filter (where not (is_masked or is_plain or is_unpublished))
            as cut_short,
        count(*) filter (where is_plain) as published_as_is,
        count(*) filter (where is_unpublished) as not_published
    from described
    where pii_class <> 'none'
    group by pii_class
    order by
        list_position(
            ['identifier', 'free_text', 'quasi_identifier', 'financial'],
            pii_class
        ) asc,
        pii_class asc

)

select * from by_class
