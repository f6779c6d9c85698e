{#- What was wrong with phones before staging put them right. Declined, decision
    D leaves them as they are: then the type alone is judged. -#}
with

field_inventory as (

    select * from {{ ref('field_inventory') }}

),

numbers as (

    select
        stream as dataset,
        column_name as field,
        stream || '.' || column_name as row_key,
        {{ "'stored_as_number'" if is_approved('D') else
            "'known_data_quality_issue'" }} as reason,
        rows - nulls as rows_affected
    from field_inventory
    where
        column_name = 'phone' and is_in_file and file_type <> 'VARCHAR'

),
{% if is_approved('D') %}
people as (
    {% for name in [
        'stg_workers', 'stg_client_workersi', 'stg_sparse_workers',
        'stg_candidates', 'stg_new_candidates',
    ] %}
    select
        stream,
        row_key,
        phone_problem
    from {{ ref(name) }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

spoilt as (

    select
        stream as dataset,
        'phone' as field,
        row_key,
        replace(phone_problem, ' ', '_') as reason,
        cast(1 as bigint) as rows_affected
    from people
    where phone_problem is not null

),
{% endif %}
violations as (

    select * from numbers
    {% if is_approved('D') -%}
    union all
    select * from spoilt
    {% endif %}
)

select * from violations
