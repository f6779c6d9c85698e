{#- Whether the rows of a file are to be masked in this run, by the file's path: those of a file
    that is new or has changed, or was masked by other means (forget_stale_masks). All of them on Spark. -#}
{% macro is_to_mask(path) -%}
    {%- if is_on_spark() -%}
    true
    {%- else -%}
    coalesce(list_contains(getvariable('files_to_mask'), {{ path }}), true)
    {%- endif -%}
{%- endmacro %}
