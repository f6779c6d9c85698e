{#- A text with every match of the patterns replaced by its placeholder, in one pass: each
    match is set between two unit separators and marked by a record separator, and of the
    pieces between unit separators the marked ones are masked. What comes out is NFC, so
    that a name with accents is found however they were typed. Needs pii_key in scope. -#}
{% macro redact_patterns(column) -%}
    array_to_string(
        list_transform(
            string_split(
                regexp_replace(
                    nfc_normalize({{ column }}),
                    {{ pii_pattern() }},
                    chr(31) || chr(30) || '\0' || chr(31),
                    'g'
                ),
                chr(31)
            ),
            lambda piece:
                case
                    when piece[1] = chr(30) then {{ placeholder('piece[2:]') }}
                    else piece
                end
        ),
        ''
    )
{%- endmacro %}
