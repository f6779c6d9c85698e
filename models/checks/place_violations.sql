with

states as (

    select * from {{ ref('states') }}

),

zip3_state as (

    select * from {{ ref('zip3_state') }}

),

places as (
    {% for stream, has_zip in [
        ('workers_500k', true), ('workers_100k', true),
        ('ethereal_workers', true), ('job_orders', true),
        ('client_workersi', false), ('sparse_workers', false),
        ('candidates', false), ('new_candidates', false),
    ] %}
    select
        '{{ stream }}' as dataset,
        '{{ stream }}:' || file_row_number as row_key,
        state,
        {{ 'zip' if has_zip else 'cast(null as varchar)' }} as zip,
        {{ has_zip }} as has_zip
    from {{ source('datasets', stream) }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

judged as (

    select
        places.dataset,
        places.row_key,
        places.has_zip,
        places.state is null as is_state_missing,
        places.zip is null as is_zip_missing,
        states.state is not null as is_state_known,
        coalesce(
            regexp_full_match(places.zip, '[0-9]{5}'), false
        ) as is_five_digits,
        zip3_state.zip3 is not null as is_zip_in_state
    from places
    left join states on places.state = states.state
    left join zip3_state
        on
            left(places.zip, 3) = zip3_state.zip3
            and places.state = zip3_state.state

),

violations as (

    select
        dataset,
        'state' as field,
        row_key,
        case when is_state_missing then 'null' else 'state_unknown' end
            as reason
    from judged
    where not is_state_known
    union all
    select
        dataset,
        'zip' as field,
        row_key,
        case
            when is_zip_missing then 'null'
            when not is_five_digits then 'zip_not_five_digits'
            else 'zip3_not_in_state'
        end as reason
    from judged
    where
        has_zip
        and (
            not is_five_digits or (is_state_known and not is_zip_in_state)
        )

)

select * from violations
