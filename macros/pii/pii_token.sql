{#- Token of a normalised value: its kind's prefix and 32 hex digits of
    HMAC-SHA256(key, kind | 'v1' | value). NULL stays NULL. Kinds are domain-separated:
    the same text as an e-mail and as a name gives two unrelated tokens. -#}
{% macro pii_token(kind, value, pads='pii_key.') -%}
    {%- set prefixes = {'email': 'em', 'phone': 'ph', 'name': 'nm', 'word': 'wd'} -%}
    {%- if kind not in prefixes -%}
        {{ exceptions.raise_compiler_error(
            "pii_token: kind must be email, phone, name or word, not '" ~ kind ~ "'"
        ) }}
    {%- endif -%}
    '{{ prefixes[kind] }}_'
    || left({{ hmac_hex("'" ~ kind ~ "|v1|' || " ~ value, pads) }}, 32)
{%- endmacro %}
