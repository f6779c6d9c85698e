{#- What stands in a text for a `match` of a rule: what stood beside the value, and the value's
    type, for an e-mail or a phone with the token that the column has. A phone that is no
    whole NANP number has no token. [REDACTED:TYPE] are types that few readers know. -#}
{% macro masked_match(rule) -%}
    {%- set number -%}
        regexp_replace(
            match,
            '^[^0-9]*(?:011|00)?[^0-9]*1?[^0-9]*([2-9][0-8][0-9])[^0-9]*([2-9][0-9]{2})[^0-9]*([0-9]{4}).*$',
            '+1\1\2\3'
        )
    {%- endset -%}
    {%- set address -%}
        case
            when contains(match, '@') then match
            else regexp_replace(
                regexp_replace(match, '(?i: at | ?[(\[]at[)\]] ?)', '@'),
                '(?i: dot | ?[(\[]dot[)\]] ?)', '.', 'g'
            )
        end
    {%- endset -%}
    {%- if rule.type == 'KEEP' -%}
        match
    {%- else -%}
        {%- if rule.before -%}
        regexp_extract(
            match,
            {{ sql_text(
                '^(' ~ rule.before ~ ')' ~ rule.value ~ '(?:' ~ rule.after ~ ')$'
            ) }}, 1
        ) ||
        {%- endif %}
        {% if rule.type == 'EMAIL' -%}
        '[EMAIL:' || {{ pii_token('email', normalise_email(address), '') }} || ']'
        {%- elif rule.type == 'PHONE' and rule.has_token -%}
        case
            when regexp_full_match({{ number }}, '[+]1[0-9]{10}')
                then '[PHONE:' || {{ pii_token('phone', number, '') }} || ']'
            else '[PHONE]'
        end
        {%- elif rule.type in [
            'PHONE', 'SSN', 'CREDIT_CARD', 'URL', 'IP', 'HANDLE', 'STREET_ADDRESS', 'DOB', 'PERSON'
        ] -%}
        '[{{ rule.type }}]'
        {%- else -%}
        '[REDACTED:{{ rule.type }}]'
        {%- endif %}
        {%- if rule.after %}
        || regexp_extract(match, {{ sql_text('(?:' ~ rule.after ~ ')$') }})
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
