{#- What stands in a redacted text for one match: its type, and for e-mails and phones
    the token that the column has. -#}
{% macro placeholder(found) -%}
    {#- A match of the pattern is a NANP number: its digits after the country code's 1,
        which no area code begins with, are the number; an extension is left behind. -#}
    {%- set found_phone -%}
        '+1' || left(ltrim(regexp_replace({{ found }}, '[^0-9]', '', 'g'), '1'), 10)
    {%- endset -%}
    case
        {% for type in var('pii_patterns') | map(attribute='type') | unique -%}
        when regexp_full_match({{ found }}, {{ pii_pattern(type) }}) then
            {% if type == 'EMAIL' -%}
            '[EMAIL:' || {{ pii_token('email', normalise_email(found)) }} || ']'
            {%- elif type == 'PHONE' -%}
            '[PHONE:' || {{ pii_token('phone', found_phone) }} || ']'
            {%- else -%}
            '[{{ type }}]'
            {%- endif %}
        {% endfor -%}
        else '[REDACTED]'
    end
{%- endmacro %}
