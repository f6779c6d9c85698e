{#- CTEs that look in a part of what is published (is_of_part) for names, e-mails and phones of
    anyone known; the last, `findings`, has dataset, row_key and reason. -#}
{% macro known_personal_data(part) %}
{#- By value, and by another way than the masks go: any case, any run of two to
    four words, any run of ten digits, whatever pattern it would or would not
    match. A sentence that many rows have is looked at once. -#}

{#- A placeholder ends a line: its token is no word. -#}
{%- set lines_of_body -%}
    string_split(
        regexp_replace(
            body, '[[][A-Z]+(:[a-z]{2}_[0-9a-f]{32})?[]]', chr(10), 'g'
        ),
        chr(10)
    )
{%- endset -%}

{#- The full stop of an initial or between digits does not end a sentence. -#}
{%- set sentences_of_line -%}
    string_split(
        regexp_replace(
            line,
            '( \pL\pM*)[.] |([0-9)] ?)[.] +([0-9(+])',
            '\1\2 \3',
            'g'
        ),
        '. '
    )
{%- endset -%}

with

people as (

    select * from {{ ref('stg_people') }}

),

known_emails as (

    select distinct email from people
    where email is not null

),

known_phones as (

    select distinct right(phone, 10) as digits from people
    where phone is not null

),

known_names as (

    select distinct {{ normalise_name('full_name') }} as full_name
    from people
    where full_name is not null

),

known_forms as (

    select full_name as form from known_names
    where full_name like '% %'
    union
    select {{ without_initials('full_name') }} as form from known_names
    where full_name like '% % %'
    union
    select
        split_part(full_name, ' ', 1) || ' '
        || split_part(full_name, ' ', -1) as form
    from known_names
    where full_name like '% %'

),

-- Every form begins and ends with one of these.
end_words as (

    select split_part(full_name, ' ', 1) as word from known_names
    union
    select split_part(full_name, ' ', -1) as word from known_names

),

-- Not kept: it is read again only when something was found.
published as not materialized (
    {% if execute %}{{ published_text(part) }}{% endif %}
),

lines as (

    select distinct unnest({{ lines_of_body }}) as line
    from published

),

sentences as (

    select distinct unnest({{ sentences_of_line }}) as sentence
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

-- Surname first: before a comma in any case, else in capitals, as registers
-- write it; "Rio Linda" is a town.
candidates as (

    select
        sentence_hash,
        lower(word_1 || ' ' || word_2) as form
    from promising
    union all
    select
        sentence_hash,
        lower(word_1 || ' ' || word_2 || ' ' || word_3) as form
    from promising
    union all
    select
        sentence_hash,
        lower(
            word_1 || ' ' || word_2 || ' ' || word_3 || ' ' || word_4
        ) as form
    from promising
    union all
    select
        sentence_hash,
        lower(word_3 || ' ' || word_1) as form
    from promising
    where word_2 = ','
    union all
    select
        sentence_hash,
        lower(word_2 || ' ' || word_1) as form
    from promising
    where length(word_1) > 1 and word_1 = upper(word_1)

),

found as (

    select
        hash(emails.sentence) as sentence_hash,
        'e-mail of a known person' as reason
    from emails
    inner join known_emails on trim(emails.found, '.') = known_emails.email
    union
    select
        hash(numbers.sentence) as sentence_hash,
        'phone of a known person' as reason
    from ten_digits as numbers
    inner join known_phones on numbers.found = known_phones.digits
    union
    select
        candidates.sentence_hash,
        'name of a known person' as reason
    from candidates
    inner join known_forms on candidates.form = known_forms.form

),

-- No row when nothing was found: then no text is read a second time.
anything_found as (

    select count(*) as sentences
    from found
    having count(*) > 0

),

row_lines as (

    select
        published.relation as dataset,
        published.row_key,
        unnest({{ lines_of_body }}) as line
    from published
    cross join anything_found

),

row_sentences as (

    select
        dataset,
        row_key,
        unnest({{ sentences_of_line }}) as sentence
    from row_lines

),

findings as (

    select distinct
        row_sentences.dataset,
        row_sentences.row_key,
        found.reason
    from row_sentences
    inner join found on hash(row_sentences.sentence) = found.sentence_hash

)
{% endmacro %}
