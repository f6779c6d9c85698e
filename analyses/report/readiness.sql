-- What is the lakehouse ready for?
with

promises as (

    select * from {{ ref('promise_status') }}

),

tables as (

    select table_schema || '.' || table_name as relation
    from information_schema.tables

),

listed as (

    select
        promises.promise,
        case
            when
                promises.relation is not null
                and promises.relation not in (
                    select there.relation from tables as there
                )
                then 'no: ' || promises.relation || ' is not there'
            when promises.status = 'kept' then 'yes'
            when promises.status = 'with findings' then 'with findings'
            else 'no'
        end as is_ready,
        promises.evidence
    from promises
    where promises.kind = 'readiness'
    order by promises.promise_id

)

select * from listed
