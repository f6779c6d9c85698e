{#- A text cut at every match of a regular expression (an SQL literal): a list whose every second
    piece is a match. Where `condition` is not true it stays whole. -#}
{% macro cut_at(text, pattern, condition=none) -%}
    {%- set cut -%}
        regexp_replace({{ text }}, {{ pattern }}, chr(31) || '\0' || chr(31), 'g')
    {%- endset -%}
    string_split(
        {% if condition -%}
        case when {{ condition }} then {{ cut }} else {{ text }} end
        {%- else -%}
        {{ cut }}
        {%- endif %},
        chr(31)
    )
{%- endmacro %}
