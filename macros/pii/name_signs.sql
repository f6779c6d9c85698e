{#- CTEs that say in which texts a name may stand, so that only those are searched word by word; the
    last, `name_signs`, has text_no, may_have_name and may_have_name_in_lower_case of such texts.

    Texts are split at spaces, and each distinct token is looked up once. A text is searched when
    a first name or an initial has a neighbour that may be the rest of a known or a listed name,
    when a token holds several words, when a first name stands after a greeting or at the end of a
    line, and, with `has_own_name` (`bodies` has own_name), when it has a part of that name. These
    signs are wider than the rules of redact_names: what has none, those would leave as it is
    (tests/python/test_pii_names.py).

    Needs the CTE `name_words`. -#}
{% macro name_signs(bodies, has_own_name=false) %}
    {%- set greeting_ends = "'(?i:hi|hey|hello|hola|dear|thanks|you|thx|gracias|regards|cheers|best|"
        ~ "sincerely|morning|afternoon|dias|is|it|i[''’]?m|am|me|soy|for)(?:[''’]?s)?[,:!]?$'" %}
{{ name_tokens(bodies, has_own_name) }},

placed_tokens as (

    select
        text_no,
        tokens,
        unnest(tokens) as token,
        generate_subscripts(tokens, 1) as place
    from split_texts

),

-- Of two blanks between words one is a token without a word. Unnested lists come in chunks of a few
-- rows, each of which would cost later expressions as much as a full one: materialized. As an inner
-- join, the search might hash all tokens with their texts; coalesce() keeps it what it is.
neighbours as materialized (

    select
        text_no,
        token,
        case
            when place = 1 then ''
            when tokens[place - 1] = '' then coalesce(tokens[place - 2], '')
            else tokens[place - 1]
        end as before,
        case
            when tokens[place + 1] = '' then tokens[place + 2]
            else tokens[place + 1]
        end as after
    from placed_tokens
    where coalesce(token in (select token from name_tokens), false)

),

signs as (

    select
        neighbours.text_no,
        (not here.has_capital or here.has_several)
        and (not after.has_capital or after.has_several)
        and here.joins_next
        and after.joins_previous
        and here.has_known
        and (after.has_known or after.has_initial) as is_in_lower_case,
        here.joins_next
        and after.joins_previous
        and (here.has_capital or after.has_capital)
        and (here.has_known or here.has_initial)
        and (after.has_known or after.has_initial)
        and (here.part not in ('a', 'i') or after.has_capital)
        or before.joins_next
        and here.joins_previous
        and before.has_known
        and (before.has_capital and here.has_capital or before.ends_with_comma) as is_known_pair,
        here.has_several
        and (here.has_capital or here.breaks_line)
        and (here.has_first_name or here.has_known_parts) as is_several,
        here.breaks_line,
        here.joins_next
        and after.joins_previous
        and here.has_capital
        and here.has_first_name
        and after.has_capital
        and not here.ends_with_comma
        and (
            after.has_several
            or length(after.part) > 1
            and not (here.is_place and after.letters = 2)
            and case
                when after.has_surname then not (here.is_ordinary and after.is_ordinary)
                else not (here.is_ordinary or after.is_ordinary or after.is_place)
            end
        ) as is_listed_pair,
        case
            when here.has_first_name and (here.has_capital or not here.is_ordinary)
                then regexp_matches(neighbours.before, {{ greeting_ends }})
        end as is_greeted,
        case
            when here.has_first_name and here.has_capital and not here.is_ordinary
                then (
                    neighbours.after is null
                    or here.breaks_line
                    or left(neighbours.after, 1) in ('|', chr(10))
                    or after.has_initial
                )
                and (
                    not here.is_place
                    or regexp_matches(neighbours.before || neighbours.token, '[-–—~,]')
                )
        end as ends_line
    from neighbours
    inner join text_tokens as here on neighbours.token = here.token
    left join text_tokens as before on neighbours.before = before.token
    left join text_tokens as after on neighbours.after = after.token

),

{% if has_own_name -%}
spellings as (

    select
        normal,
        list(distinct word) as words
    from token_words
    group by normal

),

own_parts as (

    select split_texts.text_no
    from split_texts
    {%- for part, place in (('first_word', 1), ('last_word', -1)) %}
    left join spellings as {{ part }}
        on {{ normalise_name("split_part(split_texts.own_name, ' ', " ~ place ~ ")") }} = {{ part }}.normal
    {%- endfor %}
    where
        split_texts.own_name like '%_ _%'
        and len(list_filter(
            list_concat(first_word.words, last_word.words),
            lambda word: contains(split_texts.body, word)
        )) > 0

),

{% endif -%}
name_signs as (

    select
        text_no,
        true as may_have_name,
        bool_or(is_in_lower_case) as may_have_name_in_lower_case
    from (
        select
            text_no,
            coalesce(is_in_lower_case or is_several and breaks_line, false) as is_in_lower_case
        from signs
        where
            is_known_pair
            or is_in_lower_case
            or is_several
            or is_listed_pair
            or is_greeted
            or ends_line
        {%- if has_own_name %}
        union all
        select
            text_no,
            false as is_in_lower_case
        from own_parts
        {%- endif %}
    ) as all_signs
    group by text_no

)
{% endmacro %}
