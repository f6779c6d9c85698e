{#- Makes a test wait for everything that is published: dbt orders by refs, and these
    tests find their relations in the catalog. -#}
{% macro await_published() %}
    {%- for name in published_models() -%}
        {%- do ref(name) -%}
    {%- endfor -%}
{% endmacro %}
