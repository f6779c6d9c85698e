{#- Makes a test wait for everything that is published, or for a part of it (is_of_part): dbt
    orders by refs, and these tests find their relations in the catalog. -#}
{% macro await_published(part='all') %}
    {%- for name in published_models() if is_of_part(name, part) -%}
        {%- do ref(name) -%}
    {%- endfor -%}
{% endmacro %}
