{{ config(
    enabled=is_approved('AB'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'L01',
        'phase': '4',
        'gap': 1,
        'kind': 'blocking',
        'claim': 'every event of every readable plan is in fill_events once, and nothing else',
    },
) }}
with

plans as (

    select * from {{ ref('stg_plans') }}

),

source_events as (

    select * from {{ ref('stg_plan_events') }}

),

ledger as (

    select * from {{ ref('fill_events') }}

),

-- Each event by its place and its record's hash, counted on both sides.
sides as (

    select
        source_path,
        event_no,
        record_sha256,
        1 as in_source,
        0 as in_ledger
    from source_events
    union all
    select
        source_path,
        event_no,
        record_sha256,
        0 as in_source,
        1 as in_ledger
    from ledger

),

unequal as (

    select
        source_path,
        event_no,
        case
            when sum(in_ledger) < sum(in_source) then 'missing from the ledger'
            when sum(in_source) = 0 then 'in no plan'
            else 'in the ledger more than once'
        end as reason
    from sides
    group by source_path, event_no, record_sha256
    having sum(in_ledger) <> sum(in_source)

),

-- The plan's own count, made by the reader before any event is flattened.
miscounted as (

    select
        plans.source_path,
        cast(null as integer) as event_no,
        'plan has another number of events' as reason
    from plans
    left join ledger on plans.source_path = ledger.source_path
    group by plans.source_path, plans.n_events
    having plans.n_events <> count(ledger.event_id)

),

findings as (

    select * from unequal
    union all
    select * from miscounted

),

keyed as (

    select
        source_path || coalesce(printf('#%02d', event_no), '') as row_key,
        reason
    from findings

)

{{ failure_rows('keyed', []) }}
