with

waivers as (

    select * from {{ ref('waivers') }}

),

catalogue as (

    select * from {{ ref('check_catalogue') }}

),

active as (

    select
        trim(waivers.check_id) as check_id,
        waivers.key_pattern,
        waivers.reason,
        try_cast(waivers.until_date as date) as until_date
    from waivers
    inner join catalogue on trim(waivers.check_id) = catalogue.check_id
    where
        trim(waivers.reason) <> ''
        and trim(waivers.key_pattern) <> ''
        and try_cast(waivers.until_date as date) >= current_date

)

select * from active
