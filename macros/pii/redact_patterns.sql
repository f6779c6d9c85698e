{#- A text with every match of the patterns replaced by its placeholder: one pass splits
    it at the matches, and what stands between them is kept as it is. Needs pii_key in
    scope. -#}
{% macro redact_patterns(column) -%}
    case
        when
            {{ column }} is null
            or not regexp_matches({{ column }}, {{ pii_pattern() }})
            then {{ column }}
        else
            array_to_string(
                list_transform(
                    list_zip(
                        string_split_regex({{ column }}, {{ pii_pattern() }}),
                        regexp_extract_all({{ column }}, {{ pii_pattern() }})
                    ),
                    lambda piece: piece[1] || {{ placeholder('piece[2]') }}
                ),
                ''
            )
    end
{%- endmacro %}
