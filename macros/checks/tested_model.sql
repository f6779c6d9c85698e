{#- Name of the model, or seed, that a generic test is attached to: with a `where`, the test's
    own argument is a subquery and knows no name. -#}
{% macro tested_model() -%}
    {{ return((model.get('attached_node') or '').split('.')[-1]) }}
{%- endmacro %}
