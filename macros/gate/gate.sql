{#- Stops a run before its first model when the key is unfit, the lakehouse cannot be reached, a
    file in data/datasets is unknown, a required stream is missing, or a registered file cannot be
    read. Reads the JSON streams into memory too, so that every command finds them there. -#}
{% macro gate() %}
    {%- if not execute -%}
        {{ return('') }}
    {%- endif -%}
    {%- set found = run_query(
        "select getvariable('given').pii_key_problem as of_key, getvariable('given').lakehouse_problem as of_place"
    ).rows[0] -%}
    {%- set problems = [found['of_key'], found['of_place']] | select | list + mixed_keys() -%}
    {%- if not found['of_place'] -%}
        {%- for name in [
            'files', 'plans', 'plan_events', 'lessons', 'outcomes', 'rejected', 'canaries'
        ] -%}
            {%- do builtins.source('flattened', name) -%}
        {%- endfor -%}
        {%- do problems.extend(run_query(gate_problems()).columns[0].values()) -%}
    {%- endif -%}
    {%- set told = [] -%}
    {%- for problem in problems -%}
        {%- do told.append(printable(problem)) -%}
    {%- endfor -%}
    {%- if told -%}
        {{ exceptions.raise_compiler_error(
            'The audit did not start: ' ~ told | length
            ~ (' problem.' if told | length == 1 else ' problems.')
            ~ '\n  - ' ~ told | join('\n  - ')
        ) }}
    {%- endif -%}
{% endmacro %}
