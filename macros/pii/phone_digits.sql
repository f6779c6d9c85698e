{#- The digits of a phone in any written form or number type: no extension, and no '.0'
    that a float column leaves behind. -#}
{% macro phone_digits(column) -%}
    regexp_replace(
        regexp_replace(
            lower(cast({{ column }} as varchar)),
            '(([.]0)|( *(x|ext[.]?|extension|#) *[0-9]{1,6})) *$', ''
        ),
        '[^0-9]', '', 'g'
    )
{%- endmacro %}
