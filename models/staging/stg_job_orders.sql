with

job_orders as (

    select * from {{ source('datasets', 'job_orders') }}

),

renamed as (

    select
        'job_orders' as stream,
        'job_orders:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        trim(job_order_id) as job_order_id,
        trim(client_id) as client_id,

        trim(title) as title,
        trim(vertical) as vertical,
        lower(trim(status)) as job_status,
        status as job_status_raw,
        trim(city) as city,
        upper(trim(state)) as state,
        {{ zip_code('zip') }} as zip,
        zip as zip_raw,
        trim(description) as description,
        {{ csv_to_list(
            "regexp_extract(description, 'Requires: ([^.]+)', 1)"
        ) }} as described_requirements,

        try_cast(bill_rate as double) as bill_rate,
        try_cast(pay_rate as double) as pay_rate,
        try_cast(
            regexp_extract(
                description, '[$] ?([0-9]+([.][0-9]{1,2})?)', 1
            ) as double
        ) as described_pay_rate,
        coalesce(
            try_cast(
                regexp_extract(
                    description, '([0-9]{1,2})[+]? ?(years|year|yrs)', 1
                ) as double
            ),
            try_cast(
                regexp_extract(
                    description, '([0-9]{1,3}) ?months? exp', 1
                ) as double
            ) / 12
        ) as described_years,
        coalesce(
            try_cast(
                regexp_extract(
                    lower(description), 'head ?count:? ?([0-9]{1,4})', 1
                ) as integer
            ),
            try_cast(
                regexp_extract(
                    lower(description),
                    '([0-9]{1,4}) (workers|openings?|positions?|people)', 1
                ) as integer
            )
        ) as described_head_count
    from job_orders

)

select * from renamed
