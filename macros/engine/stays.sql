{#- Whether the table or view (`kind`) that is being built stays as an earlier build made it. -#}
{% macro stays(kind) %}
    {%- set existing = load_cached_relation(this) -%}
    {{ return(is_kept(existing is not none and existing.type == kind)) }}
{% endmacro %}
