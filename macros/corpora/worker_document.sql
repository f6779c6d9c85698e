{#- What a model is told of a worker: profile, résumé, messages, a paragraph each. The masked
    and the raw side of the retrieval check write it alike. The state stands in brackets: "Richmond,
    VIRGINIA" reads as somebody's surname and first name. -#}
{% macro worker_document() -%}
    concat_ws(
        e'\n\n',
        concat_ws(
            '. ',
            coalesce(role_name, 'Worker')
            || coalesce(' in ' || nullif(concat_ws(' ', city, '(' || state || ')'), ''), ''),
            'Skills: ' || nullif(array_to_string(skills, ', '), ''),
            'Certificates: ' || nullif(array_to_string(certifications, ', '), ''),
            'Archetype: ' || archetype,
            {%- for score in [
                'reliability', 'responsiveness', 'engagement', 'compliance', 'availability',
            ] %}
            {{ in_words(score) }}{{ ',' if not loop.last }}
            {%- endfor %}
        ) || '.',
        resume_text,
        'Messages:' || e'\n- ' || nullif(array_to_string(messages, e'\n- '), '')
    )
{%- endmacro %}
