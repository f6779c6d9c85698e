{#- HMAC-SHA256 (RFC 2104) of a text expression, as hex. Needs the two pads in scope: columns of
    the relation pii_key, or a function's arguments. The key itself is never text. -#}
{% macro hmac_hex(message, pads='pii_key.') -%}
    sha256(
        {{ pads }}outer_pad
        || unhex(sha256({{ pads }}inner_pad || encode({{ message }})))
    )
{%- endmacro %}
