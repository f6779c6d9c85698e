{#- What claims can be measured by. A new claim needs a metric of its own only
    when none of these fits; what rests on a declined decision is not there. -#}
with

streams as (

    select * from {{ ref('stream_inventory') }}

),

files as (

    select * from {{ ref('file_manifest') }}

),

fields as (

    select * from {{ ref('field_inventory') }}

),

contents as (

    select * from {{ ref('stream_contents') }}

),

shapes as (

    select * from {{ ref('shape_metrics') }}

),

measures as (

    select * from {{ ref('check_measures') }}

),

counts as (

    select
        'rows.' || stream as metric,
        rows as measured
    from streams
    where is_present
    union all
    select
        'files.' || folder as metric,
        count(*) as measured
    from files
    where bytes is not null
    group by folder
    union all
    select
        'files_of_plans_and_lessons' as metric,
        count(*) as measured
    from files
    where folder in ('scenarios', 'lessons') and bytes is not null
    union all
    select
        metric,
        measured
    from shapes
    union all
    select
        'streams_masked_at_the_source' as metric,
        count(*) filter (where len(masked_columns) > 0) as measured
    from contents
    union all
    select
        'corpus_v8_is_masked' as metric,
        cast(measured = 0 as bigint) as measured
    from measures
    where check_id = 'P06'
    {%- if is_approved('B') %}
    union all
    select
        'job_orders_with_personal_data' as metric,
        count(*) filter (
            where
            regexp_matches(
                description, '[[][A-Z_]+(:[a-z]+_[0-9a-f]+)?[]]'
            )
        ) as measured
    from {{ ref('jobs_safe') }}
    having count(*) > 0
    {%- endif %}
    {%- if is_approved('AB') %}
    union all
    select
        'ledger_events' as metric,
        count(*) as measured
    from {{ ref('fill_events') }}
    union all
    select
        'plans_read_lessons' as metric,
        nullif(cast(cases_with > 0 as bigint), 0) as measured
    from {{ ref('learning_over_time') }}
    where measure = 'plans that name a lesson'
    {%- endif %}

),

types as (

    select
        'type.' || stream || '.' || column_name as metric,
        case {{ type_family('file_type') }}
            when 'integer' then 'int'
            when 'number' then 'float'
            when 'VARCHAR' then 'string'
            else lower(file_type)
        end as measured
    from fields
    where is_in_file

),

metrics as (

    select
        metric,
        cast(measured as varchar) as measured
    from counts
    union all
    select
        metric,
        measured
    from types
    order by metric

)

select * from metrics
