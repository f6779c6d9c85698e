with

roles as (

    select * from {{ ref('roles') }}

),

synonyms as (

    select * from {{ ref('role_synonyms') }}

),

spellings as (

    select
        lower(role) as spelling,
        role
    from roles
    union
    select
        lower(synonym) as spelling,
        role
    from synonyms

)

select * from spellings
