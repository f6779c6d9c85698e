{#- CTEs that say in which rows of a part of what is published (is_of_part) personal data stands, as a
    check looks for it: P02 names, e-mails and phones of anyone known, P03 what a pattern matches, P08
    canary people. The last, `findings`, has dataset, row_key and reason. A test that calls it says so
    in its meta, `searches: part`: texts are searched first (search_published), and none is read again
    when nothing was found. -#}
{% macro rows_found(check_id, part) %}
    {%- set found = ref('personal_data_in_text') if part == 'settled' -%}
    {%- if not execute -%}
        {#- dbt learns here what the search refers to. -#}
        {%- do signs_in_text([check_id], part, {}) -%}
        {%- do known_signs([check_id], 'signs') -%}
    {%- elif searches_itself(part) -%}
        {%- set found = found_by(model) -%}
    {%- endif %}
with

published as not materialized (
    {% if execute %}{{ published_text(part) }}{% endif %}
),

found as (

    select
        text_hash,
        reason
    from {{ found }}
    where check_id = '{{ check_id }}'

),

row_texts as (

    select
        relation as dataset,
        row_key,
        unnest({{ lines_of('body') }}) as text
    from published

),
{% if check_id == 'P02' %}
row_sentences as (

    select
        dataset,
        row_key,
        unnest({{ sentences_of('text') }}) as text
    from row_texts

),
{% endif %}
findings as (

    select distinct
        texts.dataset,
        texts.row_key,
        found.reason
    from {{ 'row_sentences' if check_id == 'P02' else 'row_texts' }} as texts
    inner join found on hash(texts.text) = found.text_hash

)
{% endmacro %}
