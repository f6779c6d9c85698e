{#- A query of those gathered signs (signs_in_text, in the table `signs`) that are personal data:
    check_id, text_hash and reason. A detail is, when anyone known has it; a type or a canary is. -#}
{% macro known_signs(checks, signs) %}
{% if 'P02' in checks -%}
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

    select
        kind,
        detail,
        text_hash
    from {{ signs }}
    where check_id = 'P02'

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

known_signs as (

    select distinct
        'P02' as check_id,
        details.text_hash,
        details.kind || ' of a known person' as reason
    from details
    inner join known_details
        on
            details.kind = known_details.kind
            and details.detail = known_details.detail

)

select * from known_signs
union all
{% endif -%}
select
    check_id,
    text_hash,
    kind as reason
from {{ signs }}
where check_id <> 'P02'
{% endmacro %}
