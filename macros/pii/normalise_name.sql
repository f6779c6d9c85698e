{#- Name as tokens are made from: NFC, case-folded ASCII, hyphens as spaces, other
    punctuation dropped, single spaces; NULL when nothing is left. DuckDB's strip_accents
    and nfc_normalize end at a NUL character: it goes before. -#}
{% macro normalise_name(column) -%}
    nullif(
        trim(
            regexp_replace(
                regexp_replace(
                    replace(
                        lower(strip_accents(nfc_normalize(
                            replace({{ column }}, chr(0), '')
                        ))), '-', ' '
                    ),
                    '[^a-z0-9 ]', '', 'g'
                ),
                ' +', ' ', 'g'
            )
        ),
        ''
    )
{%- endmacro %}
