{#- A query of those gathered details (details_in_text) that are of anyone known: the sentence they
    stand in, by its hash, and the reason. -#}
{% macro known_details(part) %}
with

people as not materialized (

    select
        full_name,
        email,
        phone
    from {{ ref('stg_people') }}

),

known_names as not materialized (

    select {{ normalise_name('full_name') }} as full_name
    from people
    where full_name is not null

),

known_forms as not materialized (

    select full_name as form from known_names
    where full_name like '% %'
    union all
    select
        unnest([
            {{ without_initials('full_name') }},
            split_part(full_name, ' ', 1) || ' '
            || split_part(full_name, ' ', -1)
        ]) as form
    from known_names
    where full_name like '% % %'

),

details as (

    select * from {{ gathered(part, 'details') }}

),

-- Of the known those that may stand in a text: few, where all of them, each
-- once, might not fit in memory.
known_details as (

    select distinct
        'e-mail' as kind,
        md5_number(email) as detail
    from people
    where
        md5_number(email) in (select detail from details where kind = 'e-mail')
    union all
    select distinct
        'phone' as kind,
        md5_number(right(phone, 10)) as detail
    from people
    where
        md5_number(right(phone, 10))
        in (select detail from details where kind = 'phone')
    union all
    select distinct
        'name' as kind,
        md5_number(form) as detail
    from known_forms
    where md5_number(form) in (select detail from details where kind = 'name')

),

found as (

    select distinct
        details.sentence_hash,
        details.kind || ' of a known person' as reason
    from details
    inner join known_details
        on
            details.kind = known_details.kind
            and details.detail = known_details.detail

)

select * from found
{% endmacro %}
