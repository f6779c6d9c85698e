{#- Name as tokens are made from: NFC, case-folded ASCII, hyphens as spaces, other
    punctuation dropped, single spaces; NULL when nothing is left. Most names are plain
    words: the first branch spares them three expressions. DuckDB's strip_accents and
    nfc_normalize end at a NUL character: it goes before. -#}
{% macro normalise_name(column) -%}
    case
        when regexp_full_match({{ column }}, '[A-Za-z]+(?: [A-Za-z]+)*')
            then lower({{ column }})
        else nullif(
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
    end
{%- endmacro %}
