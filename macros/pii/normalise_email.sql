{#- E-mail as tokens are made from: NFC, trimmed, lower case; NULL when empty. -#}
{% macro normalise_email(column) -%}
    nullif(lower(trim(nfc_normalize({{ column }}))), '')
{%- endmacro %}
