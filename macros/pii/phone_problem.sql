{#- Why a phone that is there has no E.164 form; NULL when it has one or is not there. -#}
{% macro phone_problem(column) -%}
    case
        when {{ column }} is null or {{ phone_e164(column) }} is not null then null
        when trim(cast({{ column }} as varchar)) = '' then 'empty'
        when {{ phone_digits(column) }} = '' then 'no digits'
        when length({{ phone_digits(column) }}) < 10 then 'digits lost'
        when length({{ phone_digits(column) }}) > 11 then 'too many digits'
        when
            {{ phone_digits(column) }}
            = repeat(left({{ phone_digits(column) }}, 1), length({{ phone_digits(column) }}))
            then 'placeholder'
        else 'not a NANP number'
    end
{%- endmacro %}
