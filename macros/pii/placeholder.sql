{#- What stands in a redacted text for one match: its type, and for e-mails and phones
    the token that the column has. -#}
{% macro placeholder(found) -%}
    case
        when {{ found }} is null then ''
        {% for type in var('pii_patterns') | map(attribute='type') | unique -%}
        when regexp_full_match({{ found }}, {{ pii_pattern(type) }}) then
            {% if type == 'EMAIL' -%}
            '[EMAIL:' || {{ pii_token('email', normalise_email(found)) }} || ']'
            {%- elif type == 'PHONE' -%}
            '[PHONE:' || {{ pii_token('phone', phone_e164(found)) }} || ']'
            {%- else -%}
            '[{{ type }}]'
            {%- endif %}
        {% endfor -%}
        else '[REDACTED]'
    end
{%- endmacro %}
