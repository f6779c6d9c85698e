{#- Whether a text is NULL or blank. DuckDB's trim() decodes all of a text: of one that begins with
    something, the beginning is enough. -#}
{% macro is_blank(text) -%}
    case
        when trim(left({{ text }}, 20)) <> '' then false
        else coalesce(trim({{ text }}), '') = ''
    end
{%- endmacro %}
