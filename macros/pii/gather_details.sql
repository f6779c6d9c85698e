{#- Fills the table that known_personal_data() reads, in memory. The texts are looked through part by
    part: the sentences of all that is published, each once, would not fit there at whatever size. -#}
{% macro gather_details(part) %}
    {%- set relations = [] -%}
    {%- for entry in published_relations('text', part) if entry.is_numbered -%}
        {%- do relations.append(
            "select '" ~ entry.name ~ "' as name, max(source_row) as highest from "
            ~ entry.relation ~ ' having count(*) = count(source_row)'
        ) -%}
    {%- endfor -%}
    {%- set rows = rows_of_a_part() ~ ' * 16' -%}
    {%- set sizes = run_query(
        'select name, coalesce(highest, 0) // (' ~ rows ~ ') + 1 as parts from ('
        ~ relations | join(' union all ') ~ ') as sizes'
    ).rows if relations else [] -%}
    {%- set query = details_in_text(part, sizes | map(attribute='name') | list) -%}
    {%- set table = gathered(part, 'details') -%}
    {%- do run_query('set variable part_rows = ' ~ rows) -%}
    {%- for part_no in range(sizes | map(attribute='parts') | map('int') | list | max | default(1)) -%}
        {%- do run_query('set variable part_no = ' ~ part_no) -%}
        {%- do run_query(
            ('insert into ' if part_no else 'create or replace table ') ~ table
            ~ (' ' if part_no else ' as ') ~ query
        ) -%}
    {%- endfor -%}
    {%- do run_query('reset variable part_no') -%}
    {%- do run_query(
        'create or replace table ' ~ gathered(part, 'found') ~ ' as ' ~ known_details(part)
    ) -%}
    {%- do run_query('drop table ' ~ table) -%}
{% endmacro %}

{#- Name of one of the two tables: details or found. -#}
{% macro gathered(part, what) -%}
    scratch.main.{{ what }}_in_{{ part | replace(' ', '_') }}
{%- endmacro %}
