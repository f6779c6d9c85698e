with

claims as (

    select * from {{ ref('claim_results') }}

),

violations as (

    select
        'claims' as dataset,
        metric as field,
        claim_id as row_key,
        case verdict when 'drifted' then 'drifted' else 'not_measurable' end
            as reason
    from claims
    where verdict <> 'holds'

)

select * from violations
