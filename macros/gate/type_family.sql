{#- The family of a DuckDB type: any width of integer is one family, any float or decimal
    another, so that S01 speaks of kinds of data and not of how a writer packs them. -#}
{% macro type_family(type) -%}
    case
        when regexp_full_match({{ type }}, 'U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?')
            then 'integer'
        when regexp_full_match({{ type }}, 'FLOAT|DOUBLE|DECIMAL.*') then 'number'
        else {{ type }}
    end
{%- endmacro %}
