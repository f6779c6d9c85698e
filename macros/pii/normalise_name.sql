{#- Name as tokens are made from: NFC, case-folded ASCII, hyphens as spaces, other
    punctuation dropped, single spaces; NULL when nothing is left. -#}
{% macro normalise_name(column) -%}
    nullif(
        trim(
            regexp_replace(
                regexp_replace(
                    replace(lower(strip_accents(nfc_normalize({{ column }}))), '-', ' '),
                    '[^a-z0-9 ]', '', 'g'
                ),
                ' +', ' ', 'g'
            )
        ),
        ''
    )
{%- endmacro %}
