{#- Why this invocation is not a whole `dbt build`, or none when it is one: only that
    publishes. -#}
{% macro why_not_whole() %}
    {%- set arguments = invocation_args_dict -%}
    {%- if flags.WHICH != 'build' -%}
        {{ return('only dbt build publishes, not dbt ' ~ flags.WHICH) }}
    {%- endif -%}
    {%- for name in [
        'select', 'models', 'exclude', 'selector', 'selector_name', 'resource_types',
        'exclude_resource_types', 'empty', 'sample', 'indirect_selection',
    ] -%}
        {%- set value = arguments.get(name) -%}
        {%- if value and value != 'eager' -%}
            {{ return('a part of the project was selected (--' ~ name | replace('_', '-') ~ ')') }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
