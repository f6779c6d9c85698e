with

written as (
    {% for stream, fields in [
        ('workers_500k', ['skills', 'certifications']),
        ('workers_100k', ['skills', 'certifications']),
        ('ethereal_workers', ['skills', 'certifications']),
        ('client_workersi', ['skills', 'certifications']),
        ('candidates', ['skills']),
        ('new_candidates', ['skills']),
    ] %}
    {%- set is_last_stream = loop.last %}
    {%- for field in fields %}
    select
        '{{ stream }}' as dataset,
        '{{ field }}' as field,
        '{{ stream }}:' || file_row_number as row_key,
        {{ field }} as list_text
    from {{ source('datasets', stream) }}
    where {{ field }} is not null
    {%- if not (is_last_stream and loop.last) %}
    union all
    {% endif %}
    {%- endfor %}
    {%- endfor %}

),

entries as (

    select
        dataset,
        field,
        row_key,
        list_transform(
            string_split(list_text, ','), lambda entry: lower(trim(entry))
        ) as entries
    from written

),

counted as (

    select
        dataset,
        field,
        row_key,
        list_contains(entries, '') as has_empty,
        len(list_filter(entries, lambda entry: entry <> '')) as n_filled,
        len(
            list_distinct(list_filter(entries, lambda entry: entry <> ''))
        ) as n_different
    from entries

),

violations as (

    select
        dataset,
        field,
        row_key,
        'empty_entry' as reason
    from counted
    where has_empty
    union all
    select
        dataset,
        field,
        row_key,
        'repeated_entry' as reason
    from counted
    where n_filled > n_different

)

select * from violations
