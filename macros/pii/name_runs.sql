{#- CTEs of the words where names may stand: `every_run` (text_no, written), `runs` (run, its parts) and
    `run_words`, one row for each word of a run, with its place and what the lists know of it. Needs
    the CTEs `name_pieces` and `name_words`. -#}
{% macro name_runs() %}
    {%- set greeting = sql_text('^' ~ filled_in('<greeting>')) %}
    {%- set a_word = sql_text(filled_in('<initial><letter>*')) %}
-- Without the placeholders that patterns left.
every_run as materialized (

    select
        text_no,
        written
    from (
        select
            text_no,
            unnest(matches_of(pieces)) as written
        from name_pieces
        where may_have_name
    ) as matches
    where not starts_with(written, '[')

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
    from (select distinct written from every_run) as distinct_runs

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
        {{ normalise_name("regexp_replace(word, '[''’][sS]?$', '')") }} as normal,
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

)
{% endmacro %}
