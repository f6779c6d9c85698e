{{ config(enabled=is_approved('AB')) }}
-- Do fills get better after a lesson, or what is missing to tell?
with

learning as (

    select * from {{ ref('learning_over_time') }}

),

listed as (

    select
        measure,
        verdict,
        what_is_missing,
        round(with_lesson, 3) as with_lesson,
        round(without_lesson, 3) as without_lesson,
        round(difference, 3) as difference
    from learning
    order by measure

)

select * from listed
