{{ config(
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P02',
        'phase': 2,
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no published text holds a name, e-mail or phone of anyone known',
    },
) }}
{% do await_published() %}
{#- By value, and by another way than the masks go: any case, any word order of two to
    four words, any run of ten digits, whatever pattern it would or would not match. -#}
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
    select
        split_part(full_name, ' ', 1) || ' ' || split_part(full_name, ' ', -1) as form
    from known_names
    where full_name like '% %'

),

first_words as (

    select distinct split_part(form, ' ', 1) as word from known_forms

),

published as (
    {% if execute %}{{ published_text() }}{% endif %}
),

unmarked as (

    select
        relation,
        row_key,
        lower(
            regexp_replace(body, '[[][A-Z]+(:[a-z]{2}_[0-9a-f]{32})?[]]', '|', 'g')
        ) as body
    from published

),

emails as (

    select
        relation,
        row_key,
        unnest(regexp_extract_all(body, '[^ <>"(),;:|\n]+@[^ <>"(),;:|\n]+')) as found
    from unmarked
    where contains(body, '@')

),

numbers as (

    select
        relation,
        row_key,
        regexp_replace(
            unnest(regexp_extract_all(body, '[0-9][0-9 ().+-]{7,}[0-9]')),
            '[^0-9]', '', 'g'
        ) as found
    from unmarked

),

word_lists as (

    select
        relation,
        row_key,
        string_split(
            translate(
                replace(strip_accents(body), '-', ' '),
                '.,;:()"!?' || chr(10) || chr(9) || '''’', '           '
            ),
            ' '
        ) as raw_words
    from unmarked

),

words as (

    select
        relation,
        row_key,
        list_filter(raw_words, lambda word: word <> '') as words
    from word_lists

),

starts as (

    select
        relation,
        row_key,
        unnest(words) as word,
        unnest(range(1, len(words) + 1)) as place,
        words
    from words

),

candidates as (

    select
        starts.relation,
        starts.row_key,
        unnest([
            array_to_string(starts.words[starts.place:starts.place + 1], ' '),
            array_to_string(starts.words[starts.place:starts.place + 2], ' '),
            array_to_string(starts.words[starts.place:starts.place + 3], ' ')
        ]) as form
    from starts
    inner join first_words on starts.word = first_words.word

),

findings as (

    select
        emails.relation,
        emails.row_key,
        'e-mail of a known person' as reason
    from emails
    inner join known_emails on trim(emails.found, '.') = known_emails.email
    union
    select
        numbers.relation,
        numbers.row_key,
        'phone of a known person' as reason
    from numbers
    inner join known_phones
        on
            right(numbers.found, 10) = known_phones.digits
            or left(numbers.found, 10) = known_phones.digits
    union
    select
        candidates.relation,
        candidates.row_key,
        'name of a known person' as reason
    from candidates
    inner join known_forms on candidates.form = known_forms.form

)

select * from findings
