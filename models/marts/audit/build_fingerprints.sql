{#- What each build made of what: L08 compares builds of the same input, key and code. -#}
{{ config(materialized='incremental', meta={'is_run_log': true}) }}

with

manifest as (

    select * from {{ ref('file_manifest') }}

),

inputs as (

    select sha256(string_agg(path || sha256, '' order by path)) as inputs_sha256
    from manifest

),

contents as (

    {% for name in ['fill_events', 'fill_assignments'] -%}
    select
        '{{ name }}' as relation,
        count(*) as rows,
        {{ content_hash('ledger') }} as content_hash
    from {{ ref(name) }} as ledger
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

fingerprints as (

    select
        '{{ invocation_id }}' as run_id,
        inputs.inputs_sha256,
        getvariable('pii_key_id') as key_id,
        getvariable('code_sha256') as code_sha256,
        contents.relation,
        contents.rows,
        contents.content_hash
    from contents
    cross join inputs

)

select * from fingerprints
