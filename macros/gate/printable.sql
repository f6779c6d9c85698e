{#- A text for a terminal: a character that is none, such as a line feed, an escape or one that
    turns the direction of writing, as '?'. File names are others' to choose. -#}
{% macro printable(text) -%}
    {%- set letters = [] -%}
    {%- for letter in text -%}
        {%- do letters.append(letter if letter.isprintable() else '?') -%}
    {%- endfor -%}
    {{ return(letters | join) }}
{%- endmacro %}
