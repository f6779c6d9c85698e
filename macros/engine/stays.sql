{#- Whether the table or view (`kind`) that is being built stays as an earlier build made it. What is
    made on Spark is made anew by each build. -#}
{% macro stays(kind) %}
    {%- set existing = load_cached_relation(this) -%}
    {{ return(is_kept(
        existing is not none and existing.type == kind and not is_on_spark()
    )) }}
{% endmacro %}
