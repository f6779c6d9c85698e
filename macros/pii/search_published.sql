{#- Searches a part of what is published (is_of_part) as `checks` do (signs_in_text), and leaves what it
    found in a table of the name `found`, in memory: check_id, text_hash, reason. The texts are looked
    through part by part: the lines of all that is published, each once, would not fit there at
    whatever size. Columns of which the first rows have each value ten times over are looked through
    by value; whether they are only makes a search faster or slower. -#}
{% macro search_published(checks, part, found) %}
    {%- if execute -%}
        {%- set relations = [] -%}
        {%- for entry in published_relations('text', part) if entry.is_numbered -%}
            {%- do relations.append(
                "select '" ~ entry.name ~ "' as name, max(source_row) as highest, ("
                ~ repeating_columns(entry) ~ ') as repeating from '
                ~ entry.relation ~ ' having count(*) = count(source_row)'
            ) -%}
        {%- endfor -%}
        {%- set rows = rows_of_a_part() ~ ' * 8' -%}
        {%- set sizes = run_query(
            'select name, repeating, coalesce(highest, 0) // (' ~ rows ~ ') + 1 as parts from ('
            ~ relations | join(' union all ') ~ ') as sizes'
        ).rows if relations else [] -%}
        {%- set numbered = {} -%}
        {%- for row in sizes -%}
            {%- do numbered.update({row.name: (row.repeating or '').split(',') | select | list}) -%}
        {%- endfor -%}
        {%- set query = signs_in_text(checks, part, numbered) -%}
        {%- set signs = found ~ '_signs' -%}
        {%- do run_query('set variable part_rows = ' ~ rows) -%}
        {%- for part_no in range(sizes | map(attribute='parts') | map('int') | list | max | default(1)) -%}
            {%- do run_query('set variable part_no = ' ~ part_no) -%}
            {%- do run_query(
                ('insert into ' if part_no else 'create or replace table ') ~ signs
                ~ (' ' if part_no else ' as ') ~ query
            ) -%}
        {%- endfor -%}
        {%- do run_query('reset variable part_no') -%}
        {%- do run_query('create or replace table ' ~ found ~ ' as ' ~ known_signs(checks, signs)) -%}
        {%- do run_query('drop table ' ~ signs) -%}
    {%- endif -%}
{% endmacro %}

{#- Query of the columns of a relation (published_relations) whose values repeat, joined by commas. -#}
{% macro repeating_columns(entry) -%}
    select concat_ws(
        ','
        {%- for column in entry.columns %},
        if(count(distinct {{ column.name }}) * 10 < count(*), '{{ column.name }}', null)
        {%- endfor %}
    )
    from {{ entry.relation }}
    where source_row < 10240
{%- endmacro %}

{#- Whether a test that looks for personal data searches by itself: what every run writes, and what
    is settled where this run does not make the model that searches for all three checks at once. -#}
{% macro searches_itself(part) %}
    {{ return(part != 'settled' or (
        flags.WHICH in ['build', 'test']
        and 'model.' ~ project_name ~ '.personal_data_in_text' not in selected_resources
    )) }}
{% endmacro %}

{#- Name of the table in memory that a node's search leaves. -#}
{% macro found_by(node) -%}
    scratch.main.found_by_{{ node.name }}
{%- endmacro %}
