{#- A regular expression with the fragments (var pii_fragments) in place of their names. -#}
{% macro filled_in(pattern) %}
    {%- set done = namespace(pattern=pattern) -%}
    {%- for name, fragment in var('pii_fragments').items() -%}
        {%- set done.pattern = done.pattern | replace('<' ~ name ~ '>', fragment) -%}
    {%- endfor -%}
    {{ return(done.pattern) }}
{% endmacro %}
