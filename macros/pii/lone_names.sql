{#- The CTE `single_words`: words of a run that may be a first or last name alone, with a label where
    their place alone tells. Needs the CTEs `run_words`, `named_words` and `places`. -#}
{% macro lone_names() %}
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

)
{% endmacro %}
