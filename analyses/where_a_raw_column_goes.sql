{{ config(enabled=is_approved('B')) }}
-- Where does a column of the raw files go, and what masks it on the way?
-- One line a raw column and mask: what is published of it, or that nothing is.
-- For the phone of a worker add FOR=phone.
with

fields as (

    select * from {{ ref('field_inventory') }}

),

lineage as (

    select * from {{ ref('column_lineage') }}

),

tables_reached as (

    select
        source_stream,
        source_column,
        if(len(masks) = 0, 'none', array_to_string(masks, ', ')) as masks,
        relation,
        string_agg(column_name, ', ' order by column_name) as column_names
    from lineage
    group by all

),

traced as (

    select
        fields.stream,
        fields.column_name as raw_column,
        fields.pii_class,
        tables_reached.masks,
        coalesce(
            string_agg(
                tables_reached.relation || ': ' || tables_reached.column_names,
                '; '
                order by tables_reached.relation desc
            ),
            'not published'
        ) as published_as
    from fields
    left join tables_reached
        on
            fields.stream = tables_reached.source_stream
            and fields.column_name = tables_reached.source_column
    where fields.is_registered
    group by all
    order by fields.stream, min(fields.position), tables_reached.masks

)

select * from traced
