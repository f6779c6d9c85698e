{#- The registry's entry of a stream: its node in the sources' YAML. -#}
{% macro registry_entry(source_name, table_name) %}
    {%- set found = graph.sources.values()
        | selectattr('source_name', 'equalto', source_name)
        | selectattr('name', 'equalto', table_name)
        | list -%}
    {{ return(found[0]) }}
{% endmacro %}
