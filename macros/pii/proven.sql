{#- SQL condition: the value of a `match` is what its rule says. Empty when there is nothing to
    prove. Raises on an unknown proof. -#}
{% macro proven(rule) -%}
    {%- if rule.proof not in [none, 'luhn', 'mod97'] -%}
        {{ exceptions.raise_compiler_error(
            "pii_patterns: rule " ~ rule.rule ~ " has the unknown proof " ~ rule.proof
        ) }}
    {%- endif -%}
    {%- set value -%}
        regexp_extract(match, {{
            sql_text('^' ~ rule.before ~ '(' ~ rule.value ~ ')' ~ rule.after ~ '$')
        }}, 1)
    {%- endset -%}
    {%- if rule.must_match %}
                        and regexp_full_match({{ value }}, {{ sql_text(rule.must_match) }})
    {%- endif -%}
    {%- if rule.proof %}
                        and is_{{ rule.proof }}({{ value }})
    {%- endif -%}
{%- endmacro %}
