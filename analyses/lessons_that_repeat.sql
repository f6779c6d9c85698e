{{ config(enabled=is_approved('B')) }}
-- Which lessons are learned again and again?
-- Sentences of lessons, whoever they name, that stand in more than one lesson.
with

lessons as (

    select * from {{ ref('lessons_safe') }}

),

lines as (

    select
        lesson_id,
        client_id,
        unnest(string_split(lesson_text, chr(10))) as line
    from lessons

),

plain as (

    select
        lesson_id,
        client_id,
        trim(regexp_replace(
            regexp_replace(line, '[[]([A-Z_]+):[a-z0-9_]+[]]', '[\1]', 'g'),
            '^[ *#>-]+|[*]+',
            '',
            'g'
        )) as sentence
    from lines

),

repeated as (

    select
        count(distinct lesson_id) as lessons,
        count(distinct client_id) as clients,
        sentence
    from plain
    where length(sentence) > 20
    group by sentence
    having count(distinct lesson_id) > 1
    order by lessons desc, sentence asc

)

select * from repeated
