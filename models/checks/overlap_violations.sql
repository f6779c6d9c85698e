{#- Who stands in two streams, by e-mail token. Phones and names are shared by
    families and strangers: the mart has them, no check judges them. -#}
{{ config(enabled=is_approved('B')) }}

with

shared as (

    select * from {{ ref('stream_overlaps') }}
    where matched_by = 'email' and shared_people > 0

),

streams as (

    select * from {{ ref('stream_inventory') }}

),

-- Workers before candidates, and each pair of worker files once.
pairs as (

    select
        shared.stream,
        shared.other_stream,
        shared.shared_people,
        other_streams.entity = 'candidate' as is_with_candidates
    from shared
    inner join streams on shared.stream = streams.stream
    inner join streams as other_streams
        on shared.other_stream = other_streams.stream
    where
        streams.entity = 'worker'
        and (
            other_streams.entity = 'candidate'
            or (streams.rows, shared.stream)
            > (other_streams.rows, shared.other_stream)
        )

),

violations as (

    select
        is_with_candidates,
        stream as dataset,
        'email' as field,
        stream || ' and ' || other_stream as row_key,
        'also_in_' || other_stream as reason,
        shared_people as rows_affected
    from pairs

)

select * from violations
