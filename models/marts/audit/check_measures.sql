{#- What a check measures beyond counting its failures. Each branch is one
    check; what rests on a declined decision is not there. -#}
with

quarantined_files as (

    select * from {{ ref('quarantined_files') }}

),

streams as (

    select * from {{ ref('stream_inventory') }}

),

corpus_violations as (

    select * from {{ ref('corpus_violations') }}

),

shared_rows as (

    select
        'G04' as check_id,
        sum(shared_rows) / nullif(sum(rows), 0) as measured,
        0.0 as expected,
        'share of its rows that its sibling has' as unit
    from quarantined_files
    having count(*) > 0

),

drifted as (

    select
        'S02' as check_id,
        max(abs(rows - expected_rows) / expected_rows) as measured,
        0.0 as expected,
        'largest share of rows off' as unit
    from streams
    where is_present and expected_rows > 0
    having count(*) > 0

),

exposed_documents as (

    select count(*) as documents from corpus_violations

),

exposed as (

    select
        'P06' as check_id,
        exposed_documents.documents / nullif(streams.rows, 0) as measured,
        0.0 as expected,
        'share of documents' as unit
    from streams
    cross join exposed_documents
    where streams.stream = 'workers_500k_v8' and streams.is_present

),
{% if is_approved('B') %}
k_anonymity as (

    select * from {{ ref('k_anonymity') }}

),

shared as (

    select * from {{ ref('overlap_violations') }}

),

identifiable as (

    select
        'P09' as check_id,
        sum(people) filter (where k < {{ var('least_k') }})
        / nullif(sum(people), 0) as measured,
        0.0 as expected,
        'share of people' as unit
    from k_anonymity
    having count(*) > 0

),

shared_people as (

    select
        case when is_with_candidates then 'X01' else 'X02' end as check_id,
        sum(rows_affected) as measured,
        0.0 as expected,
        'people' as unit
    from shared
    group by is_with_candidates

),
{% endif %}
{%- if is_approved('AB') %}
near_duplicates as (

    select
        'C04' as check_id,
        count(near_duplicate_of) / nullif(count(*), 0) as measured,
        0.0 as expected,
        'share of chunks' as unit
    from {{ ref('staffing_answers') }}

),

retrieval_lost as (

    select
        'C05' as check_id,
        max(recall_lost) as measured,
        0.01 as expected,
        'recall at 10 lost' as unit
    from {{ ref('retrieval') }}

),

unfilled as (

    select
        'L07' as check_id,
        count(*) filter (where is_valid and not can_be_filled)
        / nullif(count(*) filter (where is_valid), 0) as measured,
        0.0 as expected,
        'share of valid requests' as unit
    from {{ ref('fill_replay') }}

),
{% endif %}
measures as (

    select * from shared_rows
    union all
    select * from drifted
    union all
    select * from exposed
    {% if is_approved('B') -%}
    union all
    select * from identifiable
    union all
    select * from shared_people
    {% endif %}
    {%- if is_approved('AB') %}
    union all
    select * from near_duplicates
    union all
    select * from retrieval_lost
    union all
    select * from unfilled
    {%- endif %}
),

typed as (

    select
        check_id,
        unit,
        cast(coalesce(measured, 0) as double) as measured,
        cast(expected as double) as expected
    from measures

)

select * from typed
