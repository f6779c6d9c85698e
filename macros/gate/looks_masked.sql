{#- 1 where a value is a token, a hash, a placeholder, or has stars where it was; else 0. -#}
{% macro looks_masked(column) -%}
    cast(regexp_full_match(
        cast({{ column }} as varchar),
        '(?:[a-z]{2,8}_)?[0-9a-f]{16,128}|[[].*[]]|.*[*]{3,}.*|(?i:redacted|masked)'
    ) as integer)
{%- endmacro %}
