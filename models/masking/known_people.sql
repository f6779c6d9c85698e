{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

people as (

    select full_name from {{ ref('stg_people') }}
    union all
    select full_name from {{ ref('stg_text_contacts') }}

),

names as (

    select distinct {{ normalise_name('full_name') }} as full_name
    from people

),

-- "Susan X. Ruiz-Vega" is met as "Susan Ruiz-Vega" and as "Susan Vega" too.
aliases as (

    select
        full_name,
        full_name as alias
    from names
    where contains(full_name, ' ')
    union
    select
        full_name,
        {{ without_initials('full_name') }} as alias
    from names
    where full_name like '% % %'
    union
    select
        full_name,
        split_part(full_name, ' ', 1) || ' '
        || split_part(full_name, ' ', -1) as alias
    from names
    where full_name like '% % %'

),

-- A form that is somebody's full name, or that several people share, stands
-- for itself.
resolved as (

    select
        alias,
        case
            when bool_or(full_name = alias) or count(*) > 1 then alias
            else any_value(full_name)
        end as full_name
    from aliases
    group by alias

),

tokens as (

    select
        {{ pii_token('name', 'resolved.alias') }} as alias_token,
        case
            when resolved.full_name <> resolved.alias
                then {{ pii_token('name', 'resolved.full_name') }}
        end as other_token,
        pii_key.key_id
    from resolved
    cross join pii_key

),

people_tokens as (

    select
        alias_token,
        coalesce(other_token, alias_token) as name_token,
        key_id
    from tokens

)

select * from people_tokens
