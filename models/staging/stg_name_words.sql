{{ config(materialized='table') }}
{#- A table, since every masked text asks it. -#}
with

named as (

    select full_name from {{ ref('stg_people') }}
    union all
    select full_name from {{ ref('stg_text_contacts') }}

),

people as (

    select distinct {{ normalise_name('full_name') }} as full_name
    from named
    where full_name is not null

),

listed_names as (

    select * from {{ ref('name_words') }}

),

ordinary_words as (

    select * from {{ ref('ordinary_words') }}

),

place_names as (

    select * from {{ ref('place_names') }}

),

known_words as (

    select
        unnest(string_split(full_name, ' ')) as word,
        generate_subscripts(string_split(full_name, ' '), 1) = 1 as is_first
    from people

),

all_words as (

    select
        word,
        is_first_name,
        is_surname,
        false as is_known,
        false as is_ordinary,
        false as is_place
    from listed_names
    union all
    select
        word,
        is_first as is_first_name,
        not is_first as is_surname,
        true as is_known,
        false as is_ordinary,
        false as is_place
    from known_words
    where length(word) > 1
    union all
    select
        word,
        false as is_first_name,
        false as is_surname,
        false as is_known,
        true as is_ordinary,
        false as is_place
    from ordinary_words
    union all
    select
        place as word,
        false as is_first_name,
        false as is_surname,
        false as is_known,
        false as is_ordinary,
        true as is_place
    from place_names

),

words as (

    select
        word,
        bool_or(is_first_name) as is_first_name,
        bool_or(is_surname) as is_surname,
        bool_or(is_known) as is_known,
        bool_or(is_ordinary) as is_ordinary,
        bool_or(is_place) as is_place
    from all_words
    group by word

)

select * from words
