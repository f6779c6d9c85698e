{#- SQL expressions that take a published text apart for signs_in_text(): `lines_of` a text, and
    `sentences_of` a line, as lists.

    A placeholder with a token ends a line: texts that differ in tokens alone are looked at once. Any
    placeholder ends a sentence: it is no word. The full stop of an initial or between digits does not
    end one, and two of them do. -#}
{% macro lines_of(body) -%}
    string_split(
        regexp_replace(
            {{ body }}, '[[][A-Z]+:[a-z]{2}_[0-9a-f]{32}[]]', chr(10), 'g'
        ),
        chr(10)
    )
{%- endmacro %}

{% macro sentences_of(line) -%}
    string_split(
        regexp_replace(
            regexp_replace({{ line }}, '[[][A-Z_]+(:[A-Z_]+)?[]]', '. . ', 'g'),
            '( \pL\pM*)[.] |([0-9)] ?)[.] +([0-9(+])',
            '\1\2 \3',
            'g'
        ),
        '. '
    )
{%- endmacro %}
