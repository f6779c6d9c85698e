{#- Fails for each row whose text holds personal data: what the rules or the names' search would
    redact, as the prompt guard does before a text reaches a language model. For any text column:

        data_tests:
          - has_no_personal_data:
              arguments: {key: event_id}

    Evidence: the row's key, no value. -#}
{% test has_no_personal_data(model, column_name, key) %}
    {{ config(group='privacy') }}
    with

    pii_key as (

        select * from {{ ref('pii_key') }}

    ),

    known_people as (

        select * from {{ ref('known_people') }}

    ),

    name_words as (

        select * from {{ ref('stg_name_words') }}

    ),

    texts as (

        select
            cast({{ key }} as varchar) as row_key,
            {{ column_name }} as body
        from {{ model }}

    ),

    {{ redact('texts', ['body']) }},

    found as (

        select
            '{{ tested_model() }}' as dataset,
            '{{ column_name }}' as field,
            texts.row_key,
            'holds personal data' as reason
        from texts
        inner join redacted on texts.row_key = redacted.row_key
        where texts.body <> redacted.body

    )

    {{ failure_rows('found') }}
{% endtest %}
