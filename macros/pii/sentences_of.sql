{#- SQL expressions that take a published text apart for known_personal_data(): `lines_of` a text, and
    `sentences_of` a line, as lists.

    A placeholder ends a line: its token is no word. The full stop of an initial or between digits
    does not end a sentence. -#}
{% macro lines_of(body) -%}
    string_split(
        regexp_replace(
            {{ body }}, '[[][A-Z]+(:[a-z]{2}_[0-9a-f]{32})?[]]', chr(10), 'g'
        ),
        chr(10)
    )
{%- endmacro %}

{% macro sentences_of(line) -%}
    string_split(
        regexp_replace(
            {{ line }},
            '( \pL\pM*)[.] |([0-9)] ?)[.] +([0-9(+])',
            '\1\2 \3',
            'g'
        ),
        '. '
    )
{%- endmacro %}
