with

waivers as (

    select
        *,
        row_number() over () as line_no
    from {{ ref('waivers') }}

),

catalogue as (

    select * from {{ ref('check_catalogue') }}

),

judged as (

    select
        'waiver ' || waivers.line_no as row_key,
        catalogue.check_id is null as is_of_no_check,
        coalesce(trim(waivers.key_pattern), '') = '' as has_no_pattern,
        coalesce(trim(waivers.reason), '') = '' as has_no_reason,
        try_cast(waivers.until_date as date) as until_date
    from waivers
    left join catalogue on trim(waivers.check_id) = catalogue.check_id

),

broken as (

    select
        row_key,
        'check_id' as field,
        'unknown_check' as reason
    from judged
    where is_of_no_check
    union all
    select
        row_key,
        'key_pattern' as field,
        'no_key_pattern' as reason
    from judged
    where has_no_pattern
    union all
    select
        row_key,
        'reason' as field,
        'no_reason' as reason
    from judged
    where has_no_reason
    union all
    select
        row_key,
        'until_date' as field,
        case when until_date is null then 'no_date' else 'expired' end
            as reason
    from judged
    where coalesce(until_date < current_date, true)

),

violations as (

    select
        'waivers' as dataset,
        field,
        row_key,
        reason
    from broken

)

select * from violations
