{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

name_words as (

    select * from {{ ref('stg_name_words') }}

),

tokens as (

    select
        {{ pii_token('word', 'name_words.word') }} as word_token,
        name_words.is_first_name,
        name_words.is_surname,
        pii_key.key_id
    from name_words
    cross join pii_key
    where name_words.is_known

)

select * from tokens
