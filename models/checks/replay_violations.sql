{#- Requests that say all they must, and find too few workers. What a request
    does not say is a matter of L03, L04 and L06. -#}
{{ config(enabled=is_approved('AB')) }}

with

replay as (

    select * from {{ ref('fill_replay') }}

),

violations as (

    select
        'scenarios' as dataset,
        'count' as field,
        request_id as row_key,
        if(eligible_count = 0, 'nobody_fits', 'fewer_fit_than_are_asked_for')
            as reason
    from replay
    where
        canonical_role is not null
        and state is not null
        and requested_count >= 1
        and not can_be_filled

)

select * from violations
