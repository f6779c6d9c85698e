{#- Whether the model that is made now is made on Spark: with a target of that name, but for what
    only DuckDB can (meta: engine) and for logs of runs. -#}
{% macro is_on_spark() %}
    {{ return(
        target.name.startswith('spark')
        and model.resource_type == 'model'
        and model.config.materialized in ['table', 'view', 'incremental']
        and not model.config.meta.get('is_run_log')
        and model.config.meta.get('engine') != 'duckdb'
    ) }}
{% endmacro %}
