{#- Schemas are named as the folders say, without the target's prefix: marts.fill_events
    is called so wherever it is built. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
