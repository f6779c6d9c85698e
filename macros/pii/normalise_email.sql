{#- E-mail as tokens are made from: NFC, trimmed, lower case; NULL when empty. A NUL
    character goes before: DuckDB's nfc_normalize ends at it. -#}
{% macro normalise_email(column) -%}
    nullif(lower(trim(nfc_normalize(replace({{ column }}, chr(0), '')))), '')
{%- endmacro %}
