{#- Names of the marts that a release holds as parquet too: those with meta export. -#}
{% macro exported_marts() %}
    {{ return(
        graph.nodes.values()
        | selectattr('resource_type', 'equalto', 'model')
        | selectattr('config.meta.export', 'defined')
        | map(attribute='name') | sort | list
    ) }}
{% endmacro %}
