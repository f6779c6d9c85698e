{#- A hash of a relation's content that neither the order of rows nor the number of
    threads changes: the sum of the MD5 of each row's JSON, in two halves of 64 bits, as 64 hexadecimal
    digits. A release's manifest names relations by the same (python_helpers/relations.py). -#}
{% macro content_hash(alias) -%}
    printf(
        '%032x%032x',
        coalesce(sum(md5_number_lower(to_json({{ alias }}))), 0),
        coalesce(sum(md5_number_upper(to_json({{ alias }}))), 0)
    )
{%- endmacro %}
