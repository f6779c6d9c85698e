{#- A comma-separated text as a list: trimmed, without empty and repeated entries, in the
    order written. NULL stays NULL. Entries are numbered and sorted, so that a repeated one
    follows its first; looking each up in the list would cost the square of its length, in
    memory too, since a lambda is given its own copy of what it looks into. -#}
{% macro csv_to_list(column) -%}
    {%- set entries -%}
        list_filter(
            list_transform(
                string_split({{ column }}, ','), lambda entry: trim(entry)
            ),
            lambda entry: entry <> ''
        )
    {%- endset -%}
    {#- Each [entry, place in the list], by entry and then by place. -#}
    {%- set numbered -%}
        list_sort(list_zip({{ entries }}, range(1, len({{ entries }}) + 1)))
    {%- endset -%}
    {#- Each of those beside the entry before it. -#}
    {%- set followed -%}
        list_zip(
            {{ numbered }},
            list_prepend(
                null, list_transform({{ numbered }}, lambda pair: pair[1])
            )[:-2]
        )
    {%- endset -%}
    list_select(
        {{ entries }},
        list_sort(
            list_transform(
                list_filter(
                    {{ followed }},
                    lambda pair: pair[1][1] is distinct from pair[2]
                ),
                lambda pair: pair[1][2]
            )
        )
    )
{%- endmacro %}
