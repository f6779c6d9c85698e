{#- What is published, with a query for each document: its role, place, skills
    and what it says without naming anybody. In memory, with a full-text index.
    Which workers are asked for is settled first, by their ids: of the others no
    document is put together. -#}
{{ config(
    enabled=is_approved('AB'),
    pre_hook="{{ set_last_of_sample(ref('workers_500k_v9'), 'doc_id') }}",
    post_hook="{{ full_text_index(this) }}"
) }}

with

workers as (

    select * from {{ ref('workers_500k_v9') }}

),

lessons as (

    select * from {{ ref('lesson_documents') }}

),

asked as (

    select
        doc_id as item_id,
        'workers_500k_v9' as corpus,
        doc_text as body,
        concat_ws(
            ' ', role_name, city, state, array_to_string(skills, ' ')
        ) as query
    from workers
    where {{ is_in_sample('doc_id') }}

),

-- The lines that hold no placeholder.
said as (

    select
        doc_id as item_id,
        'lessons' as corpus,
        body,
        concat_ws(
            ' ',
            array_to_string(roles, ' '),
            array_to_string(places, ' '),
            array_to_string(
                list_filter(
                    string_split(body, e'\n'),
                    lambda line: not contains(line, '[') and line <> ''
                ),
                ' '
            )
        ) as query
    from lessons

),

texts as (

    select * from asked
    union all
    select * from said

)

select * from texts
