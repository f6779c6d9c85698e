{{ config(enabled=is_approved('B')) }}

with

k_anonymity as (

    select * from {{ ref('k_anonymity') }}

),

risks as (

    select
        stream as dataset,
        'state, zip3, role_name' as field,
        relation || ' ' || stream as row_key,
        'k_below_{{ var("least_k") }}' as reason,
        cast(sum(people) as bigint) as rows_affected
    from k_anonymity
    where k < {{ var('least_k') }}
    group by relation, stream

)

select * from risks
