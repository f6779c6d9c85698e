{#- What each build made of what: L08 compares builds of the same input, key
    and code. -#}
{{ config(
    enabled=is_approved('AB'),
    materialized='incremental',
    meta={'is_run_log': true}
) }}

with

manifest as (

    select * from {{ ref('file_manifest') }}

),

fill_events as (

    select * from {{ ref('fill_events') }}

),

fill_assignments as (

    select * from {{ ref('fill_assignments') }}

),

staffing_answers as (

    select * from {{ ref('staffing_answers') }}

),

workers_500k_v9 as (

    select * from {{ ref('workers_500k_v9') }}

),

inputs as (

    select sha256(string_agg(path || sha256, '' order by path)) as inputs_sha256
    from manifest

),

contents as (

    select
        'fill_events' as relation,
        count(*) as rows,
        {{ content_hash('fill_events') }} as content_hash
    from fill_events
    union all
    select
        'fill_assignments' as relation,
        count(*) as rows,
        {{ content_hash('fill_assignments') }} as content_hash
    from fill_assignments
    union all
    select
        'staffing_answers' as relation,
        count(*) as rows,
        {{ content_hash('staffing_answers') }} as content_hash
    from staffing_answers
    union all
    select
        'workers_500k_v9' as relation,
        count(*) as rows,
        {{ content_hash('workers_500k_v9') }} as content_hash
    from workers_500k_v9

),

fingerprints as (

    select
        '{{ invocation_id }}' as run_id,
        inputs.inputs_sha256,
        getvariable('given').pii_key_id as key_id,
        getvariable('given').code_sha256 as code_sha256,
        contents.relation,
        contents.rows,
        contents.content_hash
    from contents
    cross join inputs

)

select * from fingerprints
