{#- CTEs of words in lower case that may be somebody's full name: `lower_spans`, by text_no, and the
    last, `lower_forms`, each name once. Needs the CTEs `name_pieces` and `name_words`. -#}
{% macro lower_spans() %}
text_words as (

    select
        text_no,
        string_split(replace(body, chr(10), ' '), ' ') as words
    from name_pieces
    where may_have_name_in_lower_case

),

word_windows as (

    select
        text_no,
        unnest(words) as word_1
        {%- for n in range(2, 5) %},
        unnest(words[{{ n }}:]) as word_{{ n }}
        {%- endfor %}
    from text_words

),

-- A known word is in lower case.
known_windows as materialized (

    select word_windows.*
    from word_windows
    inner join name_words on ltrim(word_windows.word_1, '("''[') = name_words.word
    where name_words.is_known

),

lower_windows as (

    select
        text_no,
        ltrim(word_1, '("''[') as word_1
        {%- for n in range(2, 5) %},
        regexp_extract(word_{{ n }}, '^[a-z]+') as word_{{ n }}
        {%- endfor %}
    from known_windows

),

lower_spans as (

    {% for words in range(2, 5) -%}
    select
        text_no,
        concat_ws(' '{% for n in range(1, words + 1) %}, word_{{ n }}{% endfor %}) as full_name,
        word_{{ words }} as last_word
    from lower_windows
    where
        true
        {%- for n in range(2, words + 1) %}
        and word_{{ n }} <> ''
        {%- endfor %}
    {% if not loop.last -%}
    union all
    {% endif -%}
    {%- endfor %}

),

lower_forms as (

    select distinct
        lower_spans.full_name
    from lower_spans
    inner join name_words on lower_spans.last_word = name_words.word
    where name_words.is_known

)
{% endmacro %}
