{#- A text cut at every match of a regular expression (an SQL literal): a list whose every second
    piece is a match. -#}
{% macro cut_at(text, pattern) -%}
    string_split(
        regexp_replace({{ text }}, {{ pattern }}, chr(31) || '\0' || chr(31), 'g'),
        chr(31)
    )
{%- endmacro %}
