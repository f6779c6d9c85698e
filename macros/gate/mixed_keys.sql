{#- A problem when only a part of the masked tables would be made, and the others were made with
    another key: tokens of two keys join to nothing. A whole build makes them all. -#}
{% macro mixed_keys() %}
    {%- if flags.WHICH not in ['build', 'run'] or not why_not_whole()
        or (flags.WHICH == 'run' and not invocation_args_dict.get('select')
            and not invocation_args_dict.get('exclude')) -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set others = [] -%}
    {%- for row in run_query("
        select table_name from information_schema.columns
        where
            table_catalog = 'staffing' and table_schema = 'masking'
            and column_name = 'key_id'
        order by all
    ").rows -%}
        {%- set found = run_query(
            "select key_id from staffing.masking." ~ row['table_name']
            ~ " where key_id <> getvariable('given').pii_key_id limit 1"
        ).rows -%}
        {%- if found | length -%}
            {%- do others.append(row['table_name']) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not others -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return([
        'the key is not the one that ' ~ others | join(', ') ~ ' were masked with, and only a'
        ~ ' part of the project was selected. Run a whole dbt build, or put the old key back.'
    ]) }}
{% endmacro %}
