{#- A normalised name without its words of one letter: middle initials come and go. -#}
{% macro without_initials(full_name) -%}
    array_to_string(
        list_filter(
            string_split({{ full_name }}, ' '), lambda word: length(word) > 1
        ),
        ' '
    )
{%- endmacro %}
