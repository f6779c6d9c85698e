{#- A score from 0 to 1 as a sentence, in words and numbers: "Reliability is high (0.91)".
    High begins at 0.7, medium at 0.4. Rounded first: how a format rounds differs between engines. -#}
{% macro in_words(score) -%}
    '{{ score | capitalize }} is ' || case
        when {{ score }} >= 0.7 then 'high'
        when {{ score }} >= 0.4 then 'medium'
        else 'low'
    end || printf(' (%.2f)', round({{ score }}, 2))
{%- endmacro %}
