{#- A query of those gathered details (details_in_text) that are of anyone known: the sentence they
    stand in, by its hash, and the reason. -#}
{% macro known_details(part) %}
with

-- Each way to know somebody reads them by itself: a scan of files that a CTE
-- shares is copied, and then takes brackets in their names for a pattern.
people_with_names as (

    select full_name from {{ ref('stg_people') }}

),

people_with_emails as (

    select email from {{ ref('stg_people') }}

),

people_with_phones as (

    select right(phone, 10) as digits from {{ ref('stg_people') }}

),

known_names as (

    select {{ normalise_name('full_name') }} as full_name
    from people_with_names
    where full_name is not null

),

known_forms as (

    select
        unnest(case
            when full_name like '% % %'
                then [
                    full_name,
                    {{ without_initials('full_name') }},
                    split_part(full_name, ' ', 1) || ' '
                    || split_part(full_name, ' ', -1)
                ]
            else [full_name]
        end) as form
    from known_names
    where full_name like '% %'

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
    from people_with_emails
    where
        md5_number(email) in (select detail from details where kind = 'e-mail')
    union all
    select distinct
        'phone' as kind,
        md5_number(digits) as detail
    from people_with_phones
    where
        md5_number(digits)
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
