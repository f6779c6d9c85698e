-- depends_on: {{ ref('field_inventory') }}
-- The registry is no relation; the columns that are judged are counted there.
with

source_columns as (

    {{ source_columns() }}

),

unclassified as (

    select
        dataset,
        field,
        concat_ws('.', dataset, field) as row_key,
        case
            when field is null then 'source_has_no_columns'
            when pii_class is null then 'no_class'
            else 'unknown_class'
        end as reason
    from source_columns
    where
        coalesce(pii_class, '') not in (
            'identifier', 'quasi_identifier', 'financial', 'free_text', 'none'
        )

)

select * from unclassified
