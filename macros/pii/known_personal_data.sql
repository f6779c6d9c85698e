{#- CTEs that say in which rows of a part of what is published (is_of_part) names, e-mails and phones
    of anyone known stand; the last, `findings`, has dataset, row_key and reason. A test that calls
    it says so in its meta, `details_of: part`: they are looked for first (gather_details), and no
    text is read again when none was found.

    The code of what is run first is a part of the test's own, by its hash: a test whose code is
    unchanged is kept (is_kept). -#}
{% macro known_personal_data(part) %}
-- Looked for by {{ local_md5(details_in_text(part, []) ~ known_details(part)) }}.
with

published as not materialized (
    {% if execute %}{{ published_text(part) }}{% endif %}
),

found as (

    select * from {{ gathered(part, 'found') }}

),

row_lines as (

    select
        published.relation as dataset,
        published.row_key,
        unnest({{ lines_of('published.body') }}) as line
    from published

),

row_sentences as (

    select
        dataset,
        row_key,
        unnest({{ sentences_of('line') }}) as sentence
    from row_lines

),

findings as (

    select distinct
        row_sentences.dataset,
        row_sentences.row_key,
        found.reason
    from row_sentences
    inner join found on hash(row_sentences.sentence) = found.sentence_hash

)
{% endmacro %}
