{#- The columns are the registry's, which is not there while dbt parses: what is
    read is named here, for the lineage. -#}
{%- for name in [
    'candidates', 'client_workersi', 'ethereal_workers', 'job_orders',
    'new_candidates', 'sparse_workers', 'workers_100k', 'workers_500k',
] -%}
    {%- do source('datasets', name) -%}
{%- endfor -%}
{%- do source('corpora', 'workers_500k_v8') -%}
{%- set streams = columns_declared_free() -%}
with

-- Each value once: columns of codes and words hold few different ones.
short_values as (
    {% for entry in streams %}
    {%- set is_last_stream = loop.last %}
    {%- for column in entry.columns %}
    select distinct
        '{{ entry.stream }}' as dataset,
        '{{ column.name }}' as field,
        {{ column.name }} as found,
        {{ column.is_running_text }} as is_running_text
    from {{ source(entry.source_name, entry.stream) }}
    where {{ column.name }} is not null
    {%- if not (is_last_stream and loop.last) %}
    union all
    {% endif %}
    {%- endfor %}
    {%- else %}
    select
        cast(null as varchar) as dataset,
        cast(null as varchar) as field,
        cast(null as varchar) as found,
        false as is_running_text
    where false
    {%- endfor %}

),

-- One expression: DuckDB would try each of two on all rows, the dear one first.
by_pattern as (

    select
        dataset,
        field,
        found,
        is_running_text,
        case
            when regexp_matches(found, {{ pii_pattern() }})
                then pattern_type(found)
        end as pattern
    from short_values

),

short_names as (

    select
        dataset,
        field,
        found,
        {{ normalise_name('found') }} as full_name
    from short_values
    where
        not is_running_text
        and contains(trim(found), ' ')

),

everyone as (

    select {{ normalise_name('full_name') }} as full_name
    from {{ ref('stg_people') }}

),

-- Of the known those that a value may name: few.
people as (

    select distinct full_name
    from everyone
    where full_name in (select full_name from short_names)

),

by_name as (

    select
        short_names.dataset,
        short_names.field,
        short_names.found
    from short_names
    inner join people on short_names.full_name = people.full_name

),

findings as (

    select
        dataset,
        field,
        found,
        case
            when is_running_text and pattern in ('EMAIL', 'PHONE')
                then 'contact_in_text'
            else lower(pattern) || '_pattern'
        end as reason
    from by_pattern
    where pattern is not null
    union all
    select
        dataset,
        field,
        found,
        'name_of_a_known_person' as reason
    from by_name

),

violations as (
    {% for entry in streams %}
    {%- set is_last_stream = loop.last %}
    {%- for column in entry.columns %}
    select
        findings.dataset,
        findings.field,
        findings.dataset || ':' || found_in.file_row_number as row_key,
        findings.reason
    from {{ source(entry.source_name, entry.stream) }} as found_in
    inner join findings on found_in.{{ column.name }} = findings.found
    where
        findings.dataset = '{{ entry.stream }}'
        and findings.field = '{{ column.name }}'
    {%- if not (is_last_stream and loop.last) %}
    union all
    {% endif %}
    {%- endfor %}
    {%- else %}
    select
        dataset,
        field,
        dataset as row_key,
        reason
    from findings
    {%- endfor %}

)

select * from violations
