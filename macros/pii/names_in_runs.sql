{#- CTEs that join full names found in a run, where they overlap, to one; the last, `named_words`, has
    a row for each word of a name. Needs the CTEs `known_names`, `listed_names` and `run_words`. -#}
{% macro names_in_runs() %}
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

)
{% endmacro %}
