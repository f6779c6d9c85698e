with

claims as (

    select * from {{ ref('claims') }}

),

metrics as (

    select * from {{ ref('claim_metrics') }}

),

compared as (

    select
        claims.*,
        metrics.measured,
        metrics.metric is not null as is_metric_there,
        case
            when
                try_cast(claims.expected as double) is not null
                and try_cast(metrics.measured as double) is not null
                then
                    abs(
                        cast(metrics.measured as double)
                        - cast(claims.expected as double)
                    )
                    <= claims.tolerance
                    * abs(cast(claims.expected as double))
            else claims.expected = metrics.measured
        end as is_held
    from claims
    left join metrics on claims.metric = metrics.metric

),

results as (

    select
        claim_id,
        where_it_stands,
        claim,
        metric,
        expected,
        measured,
        case
            when measured is null then 'not measurable'
            when is_held then 'holds'
            else 'drifted'
        end as verdict,
        case
            when metric = 'plans_read_lessons' and measured is null
                then 'no plan names a lesson that it read; a field is missing'
            when not is_metric_there
                then 'this lakehouse, with these decisions, has no such metric'
            when measured is null then 'there is nothing to measure'
        end as why_not,
        tolerance
    from compared
    order by claim_id

)

select * from results
