{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P02',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no published text holds a name, e-mail or phone of anyone known',
    },
) }}
{% do await_published() %}
{#- By value, and by another way than the masks go: any case, any word order of
    two to four words, any run of ten digits, whatever pattern it would or would
    not match. -#}
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
            regexp_replace(
                body, '[[][A-Z]+(:[a-z]{2}_[0-9a-f]{32})?[]]', '|', 'g'
            )
        ) as body
    from published

),

emails as (

    select
        relation,
        row_key,
        unnest(
            regexp_extract_all(
                body, '[^ <>"(),;:|\n]+@[^ <>"(),;:|\n]+'
            )
        ) as found
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

-- Beside a number's ten digits may stand a country code or an extension.
ten_digits as (

    select
        relation,
        row_key,
        left(found, 10) as found
    from numbers
    union
    select
        relation,
        row_key,
        right(found, 10) as found
    from numbers

),

-- A name does not reach over a comma or a full stop, save an initial's.
word_lists as (

    select
        relation,
        row_key,
        regexp_extract_all(
            regexp_replace(
                translate(strip_accents(body), '''’', ''),
                ' ([a-z])[.] ',
                ' \1 ',
                'g'
            ),
            '[a-z0-9]+|[.,;:!?|/()\n]'
        ) as words
    from unmarked

),

-- Four words side by side, from every word on.
windows as (

    select
        relation,
        row_key,
        unnest(words) as word_1,
        unnest(words[2:]) as word_2,
        unnest(words[3:]) as word_3,
        unnest(words[4:]) as word_4
    from word_lists

),

promising as (

    select windows.*
    from windows
    inner join first_words on windows.word_1 = first_words.word
    where windows.word_2 is not null

),

candidates as (

    select
        relation,
        row_key,
        word_1 || ' ' || word_2 as form
    from promising
    union all
    select
        relation,
        row_key,
        word_1 || ' ' || word_2 || ' ' || word_3 as form
    from promising
    union all
    select
        relation,
        row_key,
        word_1 || ' ' || word_2 || ' ' || word_3 || ' ' || word_4 as form
    from promising

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
    from ten_digits as numbers
    inner join known_phones on numbers.found = known_phones.digits
    union
    select
        candidates.relation,
        candidates.row_key,
        'name of a known person' as reason
    from candidates
    inner join known_forms on candidates.form = known_forms.form

),

keyed as (

    select relation as dataset, row_key, reason from findings

)

{{ failure_rows('keyed', ['dataset']) }}
