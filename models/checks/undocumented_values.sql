with

documented as (

    select * from {{ ref('documented_values') }}

),
{# What the source says, and the stream whose documentation holds. #}
written as (
    {% for stream, field, documented in [
        ('workers_500k', 'archetype', 'workers'),
        ('workers_500k', 'role', 'workers'),
        ('workers_100k', 'archetype', 'workers'),
        ('workers_100k', 'role', 'workers'),
        ('ethereal_workers', 'archetype', 'workers'),
        ('ethereal_workers', 'role', 'workers'),
        ('client_workersi', 'archetype', 'workers'),
        ('client_workersi', 'role', 'workers'),
        ('sparse_workers', 'role', 'workers'),
        ('candidates', 'status', 'candidates'),
        ('job_orders', 'status', 'job_orders'),
        ('job_orders', 'vertical', 'job_orders'),
    ] %}
    select
        '{{ stream }}' as dataset,
        '{{ field }}' as field,
        '{{ documented }}' as documented_stream,
        '{{ stream }}:' || file_row_number as row_key,
        {{ field }} as written_value
    from {{ source('datasets', stream) }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

-- Documented as it is written, documented but for case and blanks, or neither.
judged as (

    select
        written.dataset,
        written.field,
        written.row_key,
        case
            when otherwise.value is null then 'undocumented'
            else 'spelled_otherwise'
        end as reason
    from written
    left join documented
        on
            written.documented_stream = documented.stream
            and written.field = documented.field
            and written.written_value = documented.value
    left join documented as otherwise
        on
            written.documented_stream = otherwise.stream
            and written.field = otherwise.field
            and lower(trim(written.written_value)) = lower(otherwise.value)
    where
        written.written_value is not null
        and documented.value is null

)

select * from judged
