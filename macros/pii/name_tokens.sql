{#- CTEs of texts split at spaces and of what their distinct tokens are: `split_texts`, `token_words`
    (token, word, normal), `text_tokens`, and the last, `name_tokens`: those that a name may begin with.
    Needs the CTE `name_words`. -#}
{% macro name_tokens(bodies, has_own_name=false) %}
    {%- set a_word = sql_text(filled_in('<initial><letter>*')) %}
    {#- What a word ends and begins with when it may be one name with the next, or the one before. -#}
    {%- set joins_next = sql_text(filled_in(
        '(?:<letter>|(?:^|[^A-Za-z])(?:<initial>|<title>)[.]),?[\\n\\xa0]*$'
    )) %}
    {%- set joins_previous = sql_text(filled_in('^[\\n\\xa0]*<initial>')) %}
split_texts as (

    select
        text_no,
        {% if has_own_name -%}
        own_name,
        body,
        {%- endif %}
        string_split(body, ' ') as tokens
    from {{ bodies }}

),

-- What stands for a detail is no word.
written_words as (

    select
        token,
        unnest(regexp_extract_all(
            regexp_replace(token, {{ sql_text(var('name_patterns')[0]) }}, ' ', 'g'), {{ a_word }}
        )) as word
    from (select distinct unnest(tokens) as token from split_texts) as distinct_tokens

),

token_words as (

    select
        token,
        word,
        coalesce({{ normalise_name("regexp_replace(word, '[''’][sS]?$', '')") }}, '') as normal
    from written_words

),

-- A word with a hyphen has several parts.
token_parts as (

    select
        token,
        word,
        unnest(string_split(normal, ' ')) as part
    from token_words

),

text_tokens as (

    select
        token_parts.token,
        any_value(token_parts.part) as part,
        any_value(length(token_parts.word)) as letters,
        count(*) > 1 as has_several,
        count(*) filter (where name_words.is_known or length(token_parts.part) = 1) > 1
        and bool_or(coalesce(name_words.is_known, false)) as has_known_parts,
        regexp_matches(token_parts.token, {{ joins_next }}) as joins_next,
        regexp_matches(token_parts.token, {{ joins_previous }}) as joins_previous,
        bool_or(length(token_parts.part) = 1) as has_initial,
        bool_or(coalesce(name_words.is_first_name, false)) as has_first_name,
        bool_or(coalesce(name_words.is_surname, false)) as has_surname,
        bool_or(coalesce(name_words.is_known, false)) as has_known,
        count(*) = 1 and bool_or(coalesce(name_words.is_ordinary, false)) as is_ordinary,
        count(*) = 1 and bool_or(coalesce(name_words.is_place, false)) as is_place,
        regexp_matches(token_parts.token, {{ sql_text(filled_in('<capital>')) }}) as has_capital,
        ends_with(token_parts.token, ',') as ends_with_comma,
        regexp_matches(token_parts.token, '[|\n]') as breaks_line
    from token_parts
    left join name_words on token_parts.part = name_words.word
    group by token_parts.token

),

name_tokens as (

    select token
    from text_tokens
    where
        has_first_name and (has_capital or has_known or not is_ordinary)
        or has_initial and (has_capital or part not in ('a', 'i'))
        or has_known_parts

)
{% endmacro %}
