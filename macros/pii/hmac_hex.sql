{#- HMAC-SHA256 (RFC 2104) of a text expression, as hex. Needs the relation pii_key in
    scope, which carries the two pads: the key itself is never text. -#}
{% macro hmac_hex(message) -%}
    sha256(
        pii_key.outer_pad
        || unhex(sha256(pii_key.inner_pad || encode({{ message }})))
    )
{%- endmacro %}
