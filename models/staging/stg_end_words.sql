{{ config(materialized='table') }}
{#- A table, since every build asks it, also one in which nobody is new. -#}
with

people as (

    select full_name from {{ ref('stg_people') }}

),

known_names as (

    select {{ normalise_name('full_name') }} as full_name
    from people
    where full_name is not null

),

forms as (

    select full_name as form from known_names
    union all
    select {{ without_initials('full_name') }} as form
    from known_names
    where full_name like '% % %'

),

ends as (

    select unnest([split_part(form, ' ', 1), split_part(form, ' ', -1)]) as word
    from forms

),

end_words as (

    select distinct word from ends
    where word <> ''

)

select * from end_words
