{#- A hash of a relation's content that neither the order of rows nor the number of
    threads changes: of the sum of each row's MD5, in two halves of 64 bits. -#}
{% macro content_hash(alias) -%}
    md5(
        coalesce(sum(md5_number_lower(cast({{ alias }} as varchar))), 0)
        || '-' || coalesce(sum(md5_number_upper(cast({{ alias }} as varchar))), 0)
    )
{%- endmacro %}
