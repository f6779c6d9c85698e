{{ config(enabled=is_approved('B')) }}
-- Which rosters hold the same people?
-- Compared by token, so nobody is named. Both sides of a pair are one line.
with

shared as (

    select * from {{ ref('stream_overlaps') }}

),

pairs as (

    select
        stream,
        other_stream,
        matched_by,
        shared_people,
        round(shared_people / least(stream_people, other_people), 4)
            as share_of_the_smaller
    from shared
    where stream < other_stream
    order by shared_people desc, stream asc, other_stream asc, matched_by asc

)

select * from pairs
