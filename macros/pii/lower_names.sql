{#- CTEs that find full names of known people in lower case; the last, `lower_pairs`, has for each
    text_no the pairs that replace_each() takes. Needs the CTEs `names_redacted`, `name_words`,
    `known_people` and `pii_key`. -#}
{% macro lower_names() %}
text_words as (

    select
        text_no,
        string_split(replace(body, chr(10), ' '), ' ') as words
    from names_redacted
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

),

lower_tokens as (

    select
        lower_forms.full_name,
        {{ pii_token('name', 'lower_forms.full_name') }} as alias_token
    from lower_forms
    cross join pii_key

),

lower_names as (

    select distinct
        lower_spans.text_no,
        lower_spans.full_name,
        known_people.name_token
    from lower_spans
    inner join lower_tokens on lower_spans.full_name = lower_tokens.full_name
    inner join known_people on lower_tokens.alias_token = known_people.alias_token

),

lower_pairs as (

    select
        text_no,
        list(
            '\b' || replace(full_name, ' ', '[.]?[ \n]') || '\b'
            || chr(31) || '[PERSON:' || name_token || ']'
            order by
                length(full_name) desc,
                full_name
        ) as pairs
    from lower_names
    group by text_no

)
{% endmacro %}
