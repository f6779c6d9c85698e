{#- A fact that a job description states in running text; NULL when it does not. Facts:
    requirements (a list), pay_rate (US dollars an hour), years (of experience), head_count.
    What is published is taken from the redacted text, so that no detail rides along. -#}
{% macro described(fact, text) -%}
    {%- if fact == 'requirements' -%}
        {{ csv_to_list("regexp_extract(" ~ text ~ ", 'Requires: ([^.]+)', 1)") }}
    {%- elif fact == 'pay_rate' -%}
        try_cast(
            regexp_extract(
                {{ text }}, '[$] ?([0-9]+([.][0-9]{1,2})?)', 1
            ) as double
        )
    {%- elif fact == 'years' -%}
        coalesce(
            try_cast(
                regexp_extract(
                    {{ text }}, '([0-9]{1,2})[+]? ?(years|year|yrs)', 1
                ) as double
            ),
            try_cast(
                regexp_extract({{ text }}, '([0-9]{1,3}) ?months? exp', 1)
                as double
            ) / 12
        )
    {%- elif fact == 'head_count' -%}
        coalesce(
            try_cast(
                regexp_extract(
                    lower({{ text }}), 'head ?count:? ?([0-9]{1,4})', 1
                ) as integer
            ),
            try_cast(
                regexp_extract(
                    lower({{ text }}),
                    '([0-9]{1,4}) (workers|openings?|positions?|people)', 1
                ) as integer
            )
        )
    {%- else -%}
        {{ exceptions.raise_compiler_error("described: no fact '" ~ fact ~ "'") }}
    {%- endif -%}
{%- endmacro %}
