{#- CTEs that find full names of known people in runs of words; the last, `known_names`, has run,
    first_place, last_place, rank and label. `known_forms` are the full names that are somebody's, with
    name_token. Needs the CTEs `run_words`, `lower_forms`, `known_people` and `pii_key`. -#}
{% macro known_names() %}
-- Words side by side of which each is a part of a known name, or an initial.
known_parts as (

    select
        run,
        place,
        normal,
        gap,
        is_capitalised,
        place - row_number() over (partition by run order by place) as stretch
    from run_words
    where normal like '% %' or words > 1 and (is_known or length(normal) = 1)

),

-- Up to five of them from every one on; NULL where the stretch ends.
windows as (

    select
        run,
        place,
        normal as normal_1,
        is_capitalised as capital_1
        {%- for n in range(2, 6) %},
        lead(normal, {{ n - 1 }}) over stretch_words as normal_{{ n }},
        lead(is_capitalised, {{ n - 1 }}) over stretch_words as capital_{{ n }},
        contains(lead(gap, {{ n - 1 }}) over stretch_words, ',') as comma_{{ n }}
        {%- endfor %}
    from known_parts
    window stretch_words as (partition by run, stretch order by place)

),

-- One word with hyphens. As written where no comma is; surname first up to a comma, or one word in front of
-- capitalised ones.
whole_names as (

    select
        run,
        place as first_place,
        place as last_place,
        normal_1 as full_name
    from windows
    where normal_1 like '% %'
    union all
    {% for words in range(2, 6) -%}
    {%- for surname_words in range(words) -%}
    select
        run,
        place as first_place,
        place + {{ words - 1 }} as last_place,
        concat_ws(
            ' '
            {%- for n in range(surname_words, words) %}, normal_{{ n + 1 }}{% endfor -%}
            {%- for n in range(surname_words) %}, normal_{{ n + 1 }}{% endfor -%}
        ) as full_name
    from windows
    where
        normal_{{ words }} is not null
        {%- for n in range(2, words + 1) if n != surname_words + 1 %}
        and not comma_{{ n }}
        {%- endfor %}
        {%- if surname_words == 1 %}
        and (
            comma_2
            or capital_1
            {%- for n in range(2, words + 1) %} and capital_{{ n }}{% endfor %}
        )
        {%- elif surname_words > 1 %}
        and comma_{{ surname_words + 1 }}
        {%- endif %}
    {% if not (loop.last and words == 5) -%}
    union all
    {% endif -%}
    {%- endfor -%}
    {%- endfor %}

),

span_names as (

    select
        run,
        first_place,
        last_place,
        full_name
    from whole_names
    union
    select
        run,
        first_place,
        last_place,
        {{ without_initials('full_name') }} as full_name
    from whole_names
    where full_name like '% % %'

),

-- In lower case too, so that everyone known is looked through once.
forms as (

    select
        distinct_names.full_name,
        {{ pii_token('name', 'distinct_names.full_name') }} as alias_token
    from (
        select full_name from span_names
        union
        select full_name from lower_forms
    ) as distinct_names
    cross join pii_key
    where distinct_names.full_name like '% %'

),

-- Everyone known is many more: looked through, not hashed. coalesce() keeps the search what it is.
met_people as (

    select
        alias_token,
        name_token
    from known_people
    where coalesce(alias_token in (select alias_token from forms), false)

),

known_forms as (

    select
        forms.full_name,
        met_people.name_token
    from forms
    inner join met_people on forms.alias_token = met_people.alias_token

),

known_names as (

    select
        span_names.run,
        span_names.first_place,
        span_names.last_place,
        1 as rank,
        '[PERSON:' || known_forms.name_token || ']' as label
    from span_names
    inner join known_forms on span_names.full_name = known_forms.full_name

)
{% endmacro %}
