with

job_orders as (

    select * from {{ source('datasets', 'job_orders') }}

),

renamed as (

    select
        'job_orders' as stream,
        'job_orders:' || file_row_number as row_key,
        cast(file_row_number as bigint) as source_row,
        source_path,
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
        {{ described('requirements', 'description') }}
            as described_requirements,

        try_cast(bill_rate as double) as bill_rate,
        try_cast(pay_rate as double) as pay_rate,
        {{ described('pay_rate', 'description') }} as described_pay_rate,
        {{ described('years', 'description') }} as described_years,
        {{ described('head_count', 'description') }} as described_head_count
    from job_orders

)

select * from renamed
