{#- CTEs of what may be a known person's name, e-mail or phone (P02): one row for each such detail of a
    sentence, as hashes; the last, `details`, has kind, detail and text_hash. Needs the CTE `lines`.

    By value, and by another way than the masks go: any case, any run of two to four words, any run
    of ten digits, whatever pattern it would or would not match. A sentence that many rows have is
    looked at once. -#}
{% macro details_in_lines() %}
end_words as (

    select * from {{ ref('stg_end_words') }}

),

sentences as (

    select distinct unnest({{ sentences_of('line') }}) as sentence
    from lines

),

emails as (

    select
        sentence,
        unnest(
            regexp_extract_all(
                lower(sentence), '[^ <>"(),;:|]+@[^ <>"(),;:|]+'
            )
        ) as found
    from sentences
    where contains(sentence, '@')

),

numbers as (

    select
        sentence,
        regexp_replace(
            unnest(
                regexp_extract_all(sentence, '[0-9][0-9 ().+-]{7,}[0-9]')
            ),
            '[^0-9]', '', 'g'
        ) as found
    from sentences
    where regexp_matches(sentence, '[0-9][0-9 ().+-]{7,}[0-9]')

),

-- Beside a number's ten digits may stand a country code or an extension.
ten_digits as (

    select
        sentence,
        left(found, 10) as found
    from numbers
    union
    select
        sentence,
        right(found, 10) as found
    from numbers

),

-- "O'Neill's" is read as "ONeill". A name does not reach over these marks, save
-- that a comma may stand between surname and first name. The sentence goes on
-- as its hash, which is cheap to carry along with every word. strip_accents
-- ends at a NUL character.
word_lists as (

    select
        hash(sentence) as sentence_hash,
        regexp_extract_all(
            regexp_replace(
                strip_accents(replace(sentence, chr(0), ' ')),
                '[''’]([sS]\b)?', '', 'g'
            ),
            '[A-Za-z0-9]+|[.,;:!?|/()]'
        ) as words
    from sentences

),

-- Four words side by side, from every word on.
windows as (

    select
        sentence_hash,
        unnest(words) as word_1,
        unnest(words[2:]) as word_2,
        unnest(words[3:]) as word_3,
        unnest(words[4:]) as word_4
    from word_lists

),

promising as (

    select windows.*
    from windows
    inner join end_words on lower(windows.word_1) = end_words.word
    where windows.word_2 is not null

),

place_names as (

    select place from {{ ref('place_names') }}
    union all
    select lower(name) as place from {{ ref('states') }}

),

-- A form begins and ends with an end word; few that are not somebody's do.
-- Surname first: before a comma in any case, else in capitals, as registers
-- write it; "Rio Linda" is a town, and "WEST VIRGINIA" nobody.
candidates as (

    select
        sentence_hash,
        lower(word_1 || ' ' || word_2) as form
    from promising
    where lower(word_2) in (select word from end_words)
    union all
    select
        sentence_hash,
        lower(word_1 || ' ' || word_2 || ' ' || word_3) as form
    from promising
    where lower(word_3) in (select word from end_words)
    union all
    select
        sentence_hash,
        lower(
            word_1 || ' ' || word_2 || ' ' || word_3 || ' ' || word_4
        ) as form
    from promising
    where lower(word_4) in (select word from end_words)
    union all
    select
        sentence_hash,
        lower(word_3 || ' ' || word_1) as form
    from promising
    where
        word_2 = ','
        and lower(word_3) in (select word from end_words)
    union all
    select
        sentence_hash,
        lower(word_2 || ' ' || word_1) as form
    from promising
    where
        length(word_1) > 1
        and word_1 = upper(word_1)
        and lower(word_2) in (select word from end_words)
        and lower(word_1 || ' ' || word_2) not in (select place from place_names)

),

details as (

    select
        'e-mail' as kind,
        md5_number(trim(found, '.')) as detail,
        hash(sentence) as text_hash
    from emails
    union all
    select
        'phone' as kind,
        md5_number(found) as detail,
        hash(sentence) as text_hash
    from ten_digits
    union all
    select
        'name' as kind,
        md5_number(form) as detail,
        sentence_hash as text_hash
    from candidates

)
{% endmacro %}
