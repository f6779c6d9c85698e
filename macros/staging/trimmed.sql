{#- trim() of a long text: DuckDB's decodes all of it, so only one that has a blank at either end goes
    there. -#}
{% macro trimmed(column) -%}
    case
        when trim(left({{ column }}, 1)) = '' or trim(right({{ column }}, 1)) = ''
            then trim({{ column }})
        else {{ column }}
    end
{%- endmacro %}
