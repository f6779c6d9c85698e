{#- CTEs that find full names of nobody known: a first name of the lists and a capitalised word after
    it; the last, `listed_names`, has run, first_place, last_place, rank and label. `places` are towns
    of several words. Needs the CTEs `run_words` and `name_words`. -#}
{% macro listed_names() %}
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

)
{% endmacro %}
