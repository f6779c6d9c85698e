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
        case
            when name_signs.may_have_name then {{ cut_at('body || chr(10)', name_pattern()) }}
            else [body]
        end as pieces
    from {{ bodies }} as bodies
    left join name_signs on bodies.text_no = name_signs.text_no

),

{{ name_runs() }},

{{ lower_spans() }},

{{ known_names() }},

{{ listed_names() }},

{{ names_in_runs() }},

{{ lone_names() }},

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
        judged_runs.run,
        judged_runs.has_name,
        judged_runs.has_single
    from every_run
    inner join judged_runs on every_run.written = judged_runs.written

),

{% if has_own_name -%}
own_words as (

    select
        text_no,
        own_label,
        {{ normalise_name("split_part(own_name, ' ', 1)") }} as first_word,
        {{ normalise_name("split_part(own_name, ' ', -1)") }} as last_word
    from name_pieces
    where may_have_name and own_name like '%_ _%'

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
                when single_words.normal in (own_words.first_word, own_words.last_word)
                    then own_words.own_label
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
    left join own_words on found_runs.text_no = own_words.text_no
    {%- endif %}
    where found_runs.has_single

),

labels_of_runs as (

    select
        text_no,
        run,
        list(word) as words,
        list(label) as labels
    from (select distinct * from singles_of_rows where label is not null) as single_labels
    group by text_no, run

),

masked_runs as (

    select
        found_runs.text_no,
        judged_runs.written,
        filled_pieces(judged_runs.parts, labels_of_runs.words, labels_of_runs.labels) as mask
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
        list(written) as found,
        list(mask) as masks
    from masked_runs
    group by text_no

),

-- The line's end that was cut with the text goes; no other is before a unit separator.
names_redacted as (

    select
        name_pieces.text_no,
        case
            when name_pieces.may_have_name
                then replace(
                    filled_pieces(name_pieces.pieces, runs_of_text.found, runs_of_text.masks)
                    || chr(31),
                    chr(10) || chr(31),
                    ''
                )
            else filled_pieces(name_pieces.pieces, runs_of_text.found, runs_of_text.masks)
        end as body
    from name_pieces
    left join runs_of_text on name_pieces.text_no = runs_of_text.text_no

),

{{ lower_names() }},

without_names as (

    select
        names_redacted.text_no,
        replace_each(names_redacted.body, lower_labels.searched, lower_labels.labels) as body
    from names_redacted
    left join lower_labels on names_redacted.text_no = lower_labels.text_no

)
{% endmacro %}
