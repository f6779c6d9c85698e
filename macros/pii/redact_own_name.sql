{#- A text with its row's own full name replaced, as written and in capitals. Shorter
    names than a first and a last one are left to the search for known people: they
    would be found inside other words. Needs the columns full_name and name_token. -#}
{% macro redact_own_name(text) -%}
    case
        when full_name like '%_ _%' then
            replace(
                replace({{ text }}, full_name, '[PERSON:' || name_token || ']'),
                upper(full_name), '[PERSON:' || name_token || ']'
            )
        else {{ text }}
    end
{%- endmacro %}
