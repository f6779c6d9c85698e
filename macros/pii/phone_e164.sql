{#- NANP number in any written form, text or number, as E.164; NULL when it has no ten
    valid digits. Rule: area code and exchange begin with 2-9, and no
    area code has 9 in the middle (ITU-T E.164, NANPA). -#}
{% macro phone_e164(column) -%}
    case
        when
            regexp_full_match(
                {{ phone_digits(column) }}, '1?[2-9][0-8][0-9][2-9][0-9]{6}'
            )
            then '+1' || right({{ phone_digits(column) }}, 10)
    end
{%- endmacro %}
