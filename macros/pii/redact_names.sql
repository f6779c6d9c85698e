{#- CTEs that replace people's names; the last, `without_names`, has text_no and body. `bodies`
    holds the texts, by text_no; with `has_own_name` also the name of whose text it is and what is
    to stand for it: own_name, own_label.

    Where names may stand (var name_patterns) a text is cut into runs of words. Of a run these are
    names, in this order:

    known    two to five words that are a form of a known person's name, compared as tokens;
             surname first before a comma, or where every word is capitalised
    listed   a first name of the lists and a capitalised word after it, no ordinary word, place
             or company (a name of somebody whom no stream has)
    lower    two to four words in lower case that are a form of a known person's name
    alone    a capitalised word that is the own first or last name or one of a name found in the
             text; a first name after a greeting or at the end of a line

    A place's name is none, save that a known person has it. Needs the CTEs `pii_key`,
    `known_people` and `name_words`. -#}
{% macro redact_names(bodies, has_own_name=false) %}
    {%- set normal_word = normalise_name("regexp_replace(word, '[''’][sS]?$', '')") %}
    {%- set greeting = sql_text('^' ~ filled_in('<greeting>')) %}
    {%- set a_word = sql_text(filled_in('<initial><letter>*')) %}
{% if has_own_name -%}
without_own_names as materialized (

    select
        * replace (
            case
                when own_name like '%_ _%' then replace(body, own_name, own_label)
                else body
            end as body
        )
    from {{ bodies }}

),

{% endif -%}
{%- set bodies = 'without_own_names' if has_own_name else bodies -%}

{{ name_signs(bodies, has_own_name) }},

-- A text without a sign of a name is one piece.
name_pieces as (

    select
        bodies.*,
        coalesce(name_signs.may_have_name_in_lower_case, false) as may_have_name_in_lower_case,
        name_signs.may_have_name,
        {{ cut_at('body || chr(10)', name_pattern(), 'name_signs.may_have_name') }} as pieces
    from {{ bodies }} as bodies
    left join name_signs on bodies.text_no = name_signs.text_no

),

-- Parts of a run: words at even places, what stands between them at odd ones. Every word's row
-- names its run, which may be a whole text: by a hash, or rows grow with the text's square.
runs as (

    select
        md5_number(written) as run,
        written,
        {{ cut_at('written', a_word) }} as parts,
        len(regexp_extract_all(
            regexp_extract(written, {{ greeting }}), {{ a_word }}
        )) as greeting_words,
        right(written, 1) in ('|', chr(10)) as ends_line
    from (
        select distinct unnest(matches_of(pieces)) as written
        from name_pieces
    ) as distinct_runs
    where not starts_with(written, '[')

),

run_parts as (

    select
        run,
        greeting_words,
        ends_line,
        unnest(matches_of(parts)) as word,
        unnest(gaps_of(parts)) as gap,
        generate_subscripts(matches_of(parts), 1) as place,
        len(parts) // 2 as words
    from runs

),

distinct_words as (

    select
        word,
        {{ normal_word }} as normal,
        regexp_matches(word, {{ sql_text('^' ~ filled_in('<capital>')) }}) as is_capitalised,
        length(word) > 1 and word = upper(word) as is_in_capitals,
        regexp_extract(word, '[''’][sS]?$') as ending
    from (select distinct word from run_parts) as words_of_runs

),

run_words as (

    select
        run_parts.*,
        distinct_words.normal,
        distinct_words.is_capitalised,
        distinct_words.is_in_capitals,
        distinct_words.ending,
        coalesce(name_words.is_first_name, false) as is_first_name,
        coalesce(name_words.is_surname, false) as is_surname,
        coalesce(name_words.is_known, false) as is_known,
        coalesce(name_words.is_ordinary, false) as is_ordinary,
        coalesce(name_words.is_place, false) as is_place
    from run_parts
    inner join distinct_words on run_parts.word = distinct_words.word
    left join name_words on distinct_words.normal = name_words.word

),

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
    where words > 1 and (is_known or length(normal) = 1 or normal like '% %')

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

-- As written where no comma is; surname first up to a comma, or one word in front of
-- capitalised ones.
whole_names as (

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

forms as (

    select
        distinct_names.full_name,
        {{ pii_token('name', 'distinct_names.full_name') }} as alias_token
    from (select distinct full_name from span_names) as distinct_names
    cross join pii_key
    where distinct_names.full_name like '% %'

),

known_forms as (

    select
        forms.full_name,
        known_people.name_token
    from forms
    inner join known_people on forms.alias_token = known_people.alias_token

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

),

word_pairs as (

    select
        here.run,
        here.place as first_place,
        here.place + 1 as last_place,
        here.normal || ' ' || following.normal as form
    from run_words as here
    inner join run_words as following
        on here.run = following.run and here.place + 1 = following.place
    where here.is_capitalised

),

-- Towns of two or three words.
places as (

    select
        word_pairs.run,
        word_pairs.first_place,
        word_pairs.last_place
    from word_pairs
    inner join name_words on word_pairs.form = name_words.word
    where name_words.is_place
    union all
    select
        word_pairs.run,
        word_pairs.first_place,
        third.place as last_place
    from word_pairs
    inner join run_words as third
        on word_pairs.run = third.run and word_pairs.last_place + 1 = third.place
    inner join name_words on word_pairs.form || ' ' || third.normal = name_words.word
    where name_words.is_place

),

listed_names as (

    select
        here.run,
        here.place as first_place,
        coalesce(third.place, following.place) as last_place,
        2 as rank,
        '[PERSON]' as label
    from run_words as here
    inner join run_words as following
        on here.run = following.run and here.place + 1 = following.place
    left join run_words as third
        on
            following.run = third.run
            and following.place + 1 = third.place
            and third.is_surname
            and not third.is_ordinary
            and third.is_capitalised
            and not contains(third.gap, ',')
    left join run_words as last_word
        on here.run = last_word.run and coalesce(third.place, following.place) + 1 = last_word.place
    left join run_words as before
        on here.run = before.run and here.place - 1 = before.place
    left join places
        on
            here.run = places.run
            and places.first_place <= following.place
            and places.last_place >= here.place
    where
        here.is_first_name
        and here.is_capitalised
        and following.is_capitalised
        and length(following.normal) > 1
        and not (here.is_place and length(following.word) = 2)
        and not contains(following.gap, ',')
        and places.run is null
        and coalesce(before.normal, '') not in ('san', 'santa', 'st', 'saint', 'fort', 'new', 'mount', 'port', 'lake')
        and not coalesce(last_word.is_ordinary and not contains(last_word.gap, ',') and last_word.is_capitalised, false)
        and case
            when following.is_surname then not (here.is_ordinary and following.is_ordinary)
            else not (here.is_ordinary or following.is_ordinary or following.is_place)
        end

),

found_spans as (

    select * from known_names
    union all
    select * from listed_names

),

-- Names that overlap become one.
span_order as (

    select
        found_spans.*,
        coalesce(
            max(last_place) over (
                partition by run
                order by first_place, last_place
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) < first_place as is_new
    from found_spans

),

span_groups as (

    select
        span_order.*,
        count(*) filter (where is_new) over (
            partition by run order by first_place, last_place
        ) as name_no
    from span_order

),

names_in_runs as (

    select
        run,
        name_no,
        min(first_place) as first_place,
        max(last_place) as last_place,
        arg_min(label, (rank, first_place - last_place, label)) as label
    from span_groups
    group by run, name_no

),

named_words as (

    select
        run_words.run,
        run_words.place,
        run_words.normal,
        run_words.ending,
        names_in_runs.first_place,
        names_in_runs.last_place,
        names_in_runs.label
    from names_in_runs
    inner join run_words
        on
            names_in_runs.run = run_words.run
            and run_words.place between names_in_runs.first_place and names_in_runs.last_place

),

-- One word that may be a name: of somebody the row names, or by where it stands.
single_words as (

    select
        run_words.run,
        run_words.word,
        run_words.normal,
        run_words.ending,
        case
            when
                run_words.is_first_name
                and (
                    (
                        (
                            run_words.place = run_words.greeting_words + 1
                            or before.normal in ('hi', 'hey', 'hello', 'its', 'im', 'soy', 'thanks', 'gracias')
                        )
                        and run_words.greeting_words > 0
                        and (run_words.is_capitalised or not run_words.is_ordinary)
                    )
                    or (
                        run_words.ends_line
                        and run_words.is_capitalised
                        and not run_words.is_ordinary
                        and not (run_words.is_place and run_words.gap = '')
                        and (run_words.place = 1 or contains(run_words.gap, ','))
                        and run_words.place + coalesce(length(after.normal) = 1, false)::integer
                        = run_words.words
                    )
                )
                then '[PERSON]'
        end as label
    from run_words
    left join run_words as before
        on run_words.run = before.run and run_words.place - 1 = before.place
    left join run_words as after
        on run_words.run = after.run and run_words.place + 1 = after.place
    left join named_words
        on run_words.run = named_words.run and run_words.place = named_words.place
    left join places
        on
            run_words.run = places.run
            and run_words.place between places.first_place and places.last_place
    where
        (run_words.is_first_name or run_words.is_surname or run_words.normal like '% %')
        and length(run_words.normal) > 1
        and named_words.run is null
        and places.run is null
        and (run_words.is_capitalised or run_words.greeting_words > 0)
        and (
            not run_words.is_ordinary
            or run_words.place > 1
            or (run_words.ends_line and run_words.words = 1)
        )
        and not coalesce(
            run_words.is_place and length(after.word) = 2 and after.is_in_capitals, false
        )

),

-- What to change in a run whatever the row: part by part.
run_edits as (

    select
        run,
        2 * place as part_no,
        case when place = first_place then label else '' end
        || case when place = last_place then ending else '' end as part
    from named_words
    union all
    select
        run,
        2 * place - 1 as part_no,
        '' as part
    from named_words
    where place > first_place

),

named_runs as (

    select
        run,
        map(list(part_no), list(part)) as edits
    from run_edits
    group by run

),

judged_runs as (

    select
        runs.run,
        runs.written,
        edited_parts(runs.parts, named_runs.edits) as parts,
        named_runs.run is not null as has_name,
        coalesce(runs.run in (select run from single_words), false) as has_single
    from runs
    left join named_runs on runs.run = named_runs.run
    where has_name or has_single

),

found_runs as (

    select distinct
        every_run.text_no,
        {%- if has_own_name %}
        every_run.own_name,
        every_run.own_label,
        {%- endif %}
        judged_runs.run,
        judged_runs.has_name,
        judged_runs.has_single
    from (
        select
            text_no,
            {{ 'own_name, own_label,' if has_own_name }}
            unnest(
                list_transform(matches_of(pieces), lambda match: md5_number(match))
            ) as run
        from name_pieces
    ) as every_run
    inner join judged_runs on every_run.run = judged_runs.run

),

{% if has_own_name -%}
own_names as (

    select
        own_name,
        [
            {{ normalise_name("split_part(own_name, ' ', 1)") }},
            {{ normalise_name("split_part(own_name, ' ', -1)") }}
        ] as parts
    from (select distinct own_name from found_runs) as distinct_names
    where own_name like '%_ _%'

),

{% endif -%}
words_of_names as (

    select
        found_runs.text_no,
        named_words.normal as word,
        min(named_words.label) as label
    from found_runs
    inner join named_words on found_runs.run = named_words.run
    where found_runs.has_name and length(named_words.normal) > 1
    group by found_runs.text_no, named_words.normal

),

singles_of_rows as (

    select
        found_runs.text_no,
        found_runs.run,
        single_words.word,
        coalesce(
            {%- if has_own_name %}
            case
                when list_contains(own_names.parts, single_words.normal)
                    then found_runs.own_label
            end,
            {%- endif %}
            words_of_names.label,
            single_words.label
        ) || single_words.ending as label
    from found_runs
    inner join single_words on found_runs.run = single_words.run
    left join words_of_names
        on
            found_runs.text_no = words_of_names.text_no
            and single_words.normal = words_of_names.word
    {%- if has_own_name %}
    left join own_names on found_runs.own_name = own_names.own_name
    {%- endif %}
    where found_runs.has_single

),

labels_of_runs as (

    select
        text_no,
        run,
        map(list(word), list(label)) as labels
    from (select distinct * from singles_of_rows where label is not null) as single_labels
    group by text_no, run

),

masked_runs as (

    select
        found_runs.text_no,
        judged_runs.written,
        filled_pieces(judged_runs.parts, labels_of_runs.labels) as mask
    from found_runs
    inner join judged_runs on found_runs.run = judged_runs.run
    left join labels_of_runs
        on
            found_runs.text_no = labels_of_runs.text_no
            and found_runs.run = labels_of_runs.run
    where found_runs.has_name or labels_of_runs.run is not null

),

runs_of_text as (

    select
        text_no,
        map(list(written), list(mask)) as masks
    from masked_runs
    group by text_no

),

names_redacted as (

    select
        name_pieces.text_no,
        name_pieces.may_have_name_in_lower_case,
        left(filled_pieces(name_pieces.pieces, runs_of_text.masks), -1) as body
    from name_pieces
    left join runs_of_text on name_pieces.text_no = runs_of_text.text_no

),

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

),

without_names as (

    select
        names_redacted.text_no,
        replace_each(names_redacted.body, lower_pairs.pairs) as body
    from names_redacted
    left join lower_pairs on names_redacted.text_no = lower_pairs.text_no

)
{% endmacro %}
