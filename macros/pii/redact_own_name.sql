{#- A text with its row's own full name replaced, as it is written in its column; other
    forms of it are left to the search for known people, and so are names of one word,
    which would be found inside other words. Needs the columns full_name and name_token. -#}
{% macro redact_own_name(text) -%}
    replace(
        {{ text }},
        case when full_name like '%_ _%' then full_name else '' end,
        '[PERSON:' || coalesce(name_token, '') || ']'
    )
{%- endmacro %}
