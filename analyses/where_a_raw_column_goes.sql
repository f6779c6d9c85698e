{{ config(enabled=is_approved('B')) }}
-- Where does a column of the raw files go, and what masks it on the way?
-- One line a raw column and mask: what is published of it, or that nothing is.
-- For a worker's phone add WHERE="raw_column = 'phone'".
with

fields as (

    select * from {{ ref('field_inventory') }}

),

lineage as (

    select * from {{ ref('column_lineage') }}

),

traced as (

    select
        fields.stream,
        fields.column_name as raw_column,
        fields.pii_class,
        coalesce(array_to_string(lineage.masks, ', '), '') as masks,
        coalesce(
            string_agg(
                lineage.relation || '.' || lineage.column_name,
                ', '
                order by lineage.relation, lineage.column_name
            ),
            'not published'
        ) as published_as
    from fields
    left join lineage
        on
            fields.stream = lineage.source_stream
            and fields.column_name = lineage.source_column
    where fields.is_registered
    group by all
    order by fields.stream, min(fields.position), masks

)

select * from traced
