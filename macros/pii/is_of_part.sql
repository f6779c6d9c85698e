{#- Whether a published relation, by its name alone, is of a part of all that is published:
    'run logs' are those that every run adds to, and what is made of them; 'settled' are the
    others, which stay as they are when nothing changes; 'all' are both. -#}
{% macro is_of_part(name, part) %}
    {%- if part not in ['all', 'settled', 'run logs'] -%}
        {{ exceptions.raise_compiler_error(
            "is_of_part: part must be all, settled or run logs, not '" ~ part ~ "'"
        ) }}
    {%- endif -%}
    {{ return(part == 'all' or (name in run_logs()) == (part == 'run logs')) }}
{% endmacro %}
