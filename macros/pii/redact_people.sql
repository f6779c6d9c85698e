{#- CTEs that replace the full names of known people in text columns; the last of them is
    `people_redacted`, which has the columns of `source_cte`.

    A text is searched for runs of capitalised words ("Hi Susan X. Ruiz"); the distinct
    runs are cut into n-grams of two to five words, and an n-gram whose token is a known
    alias is a name. Only texts that hold one are rewritten, longest name first. Names are
    compared as tokens, so that no list of names is ever kept.

    Needs the CTEs `pii_key` and `known_people`; `row_key` is the key of `source_cte`. -#}
{% macro redact_people(source_cte, columns) %}
text_runs as (

    {% for column in columns -%}
    select
        row_key,
        '{{ column }}' as column_name,
        unnest(list_distinct(
            regexp_extract_all({{ column }}, {{ sql_text(var('name_run_pattern')) }})
        )) as run
    from {{ source_cte }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

run_words as (

    select
        run,
        string_split(run, ' ') as words
    from (select distinct run from text_runs) as runs

),

run_starts as (

    select
        run,
        words,
        unnest(range(1, len(words))) as first_word
    from run_words

),

run_spans as (

    select
        run,
        words,
        first_word,
        unnest(
            range(first_word + 1, least(first_word + 4, len(words)) + 1)
        ) as last_word
    from run_starts

),

ngrams as (

    select
        run,
        regexp_replace(
            array_to_string(words[first_word:last_word], ' '),
            '(''s|’s|,)+$', ''
        ) as surface
    from run_spans

),

ngram_names as (

    select distinct
        run,
        surface,
        {{ normalise_name("regexp_replace(surface, '^([^,]+), (.+)$', '\\2 \\1')") }}
            as full_name
    from ngrams

),

ngram_tokens as (

    select
        ngram_names.run,
        ngram_names.surface,
        {{ pii_token('name', 'ngram_names.full_name') }} as alias_token
    from ngram_names
    cross join pii_key

),

names_found as (

    select
        ngram_tokens.run,
        ngram_tokens.surface,
        known_people.name_token
    from ngram_tokens
    inner join known_people
        on ngram_tokens.alias_token = known_people.alias_token

),

row_surfaces as (

    select distinct
        text_runs.row_key,
        text_runs.column_name,
        names_found.surface,
        names_found.name_token
    from text_runs
    inner join names_found on text_runs.run = names_found.run

),

row_names as (

    select
        row_key,
        {% for column in columns -%}
        list(
            surface || chr(31) || '[PERSON:' || name_token || ']'
            order by
                length(surface) desc,
                surface
        ) filter (where column_name = '{{ column }}') as {{ column }}_names
        {{- ',' if not loop.last }}
        {% endfor %}
    from row_surfaces
    group by row_key

),

people_redacted as (

    select
        {{ source_cte }}.* replace (
            {% for column in columns -%}
            case
                when row_names.{{ column }}_names is null
                    then {{ source_cte }}.{{ column }}
                else
                    replace_each(
                        {{ source_cte }}.{{ column }},
                        row_names.{{ column }}_names
                    )
            end as {{ column }}
            {{- ',' if not loop.last }}
            {% endfor %}
        )
    from {{ source_cte }}
    left join row_names on {{ source_cte }}.row_key = row_names.row_key

)
{% endmacro %}
