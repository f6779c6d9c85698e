{#- Who can be asked. Who stands in several files is one person, and asked by
    the row in the largest one. A missing score counts as 0. -#}
{{ config(enabled=is_approved('B')) }}

with

-- Read twice, and not kept between: it is wider than memory at some size.
workers as not materialized (

    select * from {{ ref('workers_safe') }}

),

roster as (

    select * from {{ ref('client_roster_safe') }}

),

roles as (

    select * from {{ ref('role_names') }}

),

everyone as not materialized (

    select
        stream,
        source_row,
        worker_id,
        name_token,
        email_token,
        phone_token,
        role_name,
        city,
        state,
        zip3,
        skills,
        certifications,
        reliability,
        responsiveness,
        engagement,
        compliance,
        availability
    from workers
    union all by name
    select
        stream,
        source_row,
        worker_id,
        name_token,
        email_token,
        phone_token,
        role_name,
        city,
        state,
        skills,
        certifications,
        reliability,
        availability
    from roster

),

contacts as not materialized (

    select
        stream,
        source_row,
        md5_number(coalesce(email_token, phone_token)) as contact
    from everyone

),

-- Few of all: the others are not sorted.
shared_contacts as (

    select contact
    from contacts
    where contact is not null
    group by contact
    having count(*) > 1

),

shared_people as (

    select
        contacts.stream,
        contacts.source_row,
        first_value(contacts.stream || ':' || contacts.source_row) over (
            partition by contacts.contact
            order by contacts.stream desc, contacts.source_row asc
        ) as person_id
    from contacts
    inner join shared_contacts on contacts.contact = shared_contacts.contact

),

identified as (

    select
        everyone.*,
        coalesce(
            shared_people.person_id,
            everyone.stream || ':' || everyone.source_row
        ) as person_id
    from everyone
    left join shared_people
        on
            everyone.stream = shared_people.stream
            and everyone.source_row = shared_people.source_row

),

people as (

    select
        * replace (
            list_transform(skills, lambda skill: lower(skill)) as skills,
            list_transform(certifications, lambda name: lower(name))
                as certifications
        )
    from identified

),

pool as (

    select
        people.person_id,
        people.stream,
        people.source_row,
        people.worker_id,
        people.name_token,
        roles.role,
        lower(people.city) as city,
        people.state,
        people.zip3,
        people.skills,
        people.certifications,
        people.availability,
        round(
            {%- for score, weight in var('replay')['weights'].items() %}
            {{ weight }} * coalesce(people.{{ score }}, 0)
            {{- ' +' if not loop.last }}
            {%- endfor %},
            6
        ) as score
    from people
    inner join roles on lower(people.role_name) = roles.spelling

)

select * from pool
