{#- Letters of the decisions that are declined. -#}
{% macro declined_decisions() %}
    {%- set letters = [] -%}
    {%- for letter in ['A', 'B', 'C', 'D'] if not is_approved(letter) -%}
        {%- do letters.append(letter) -%}
    {%- endfor -%}
    {{ return(letters) }}
{% endmacro %}
