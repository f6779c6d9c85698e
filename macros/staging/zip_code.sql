{#- A ZIP code as five digits: a ZIP+4 is cut, one that lost leading zeros on its way
    through a number gets them back. What is no ZIP at all stays as written. -#}
{% macro zip_code(column) -%}
    case
        when regexp_full_match(trim({{ column }}), '[0-9]{5}-?[0-9]{4}')
            then left(trim({{ column }}), 5)
        when regexp_full_match(trim({{ column }}), '[0-9]{3,4}')
            then lpad(trim({{ column }}), 5, '0')
        else trim({{ column }})
    end
{%- endmacro %}
