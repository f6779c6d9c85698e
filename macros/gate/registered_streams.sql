{#- The registry's entries of parquet streams, in the order of their names; none while
    dbt parses, when there is no graph yet. -#}
{% macro registered_streams() %}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(
        graph.sources.values()
        | selectattr('meta.folder', 'defined')
        | sort(attribute='name')
        | list
    ) }}
{% endmacro %}
