{#- Every published text, or those of a part (is_of_part), as one relation: relation, row_key and all
    text columns of the row in one text. A hash is no text, nor is an id made of one: ten of their
    digits are somebody's phone by chance.

    Of the relations named in `numbered`, the rows of this part alone (in_this_part); the others come
    with the first one. `numbered` gives for each the columns whose values repeat: these come each
    value once, as rows without row_key, and not with every row. -#}
{% macro published_text(part='all', numbered=none) %}
    {%- for entry in published_relations('text', part) %}
    {%- set names = numbered[entry.name] if numbered and entry.name in numbered else [] %}
    {%- set repeating = entry.columns | selectattr('name', 'in', names) | list %}
    {%- set whole = entry.columns | rejectattr('name', 'in', names) | list %}
    {%- set rows -%}
    from {{ entry.relation }}
    {%- if numbered is not none %}
    where {{ in_this_part('source_row') if entry.name in numbered else "getvariable('part_no') = 0" }}
    {%- endif %}
    {%- endset %}
    {%- if whole %}
    select
        '{{ entry.name }}' as relation,
        concat_ws('/', {{ entry.key | join(', ') }}) as row_key,
        concat_ws(
            chr(10),
            {%- for column in whole %}
            {{ text_of(column) }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        ) as body
    {{ rows }}
    {{- ' union all' if repeating }}
    {%- endif %}
    {%- if repeating %}
    select
        '{{ entry.name }}' as relation,
        cast(null as varchar) as row_key,
        coalesce({{ repeating | join(', ', attribute='name') }}) as body
    from (
        select
            {%- for column in repeating %}
            {{ text_of(column) }} as {{ column.name }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        {{ rows }}
    ) as columns_that_repeat
    group by grouping sets (({{ repeating | join('), (', attribute='name') }}))
    {%- endif %}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as varchar) as relation,
        cast(null as varchar) as row_key,
        cast(null as varchar) as body
    where false
    {%- endfor %}
{% endmacro %}

{#- SQL expression: what of a column (published_relations) is text. -#}
{% macro text_of(column) %}
    {%- if column.is_list -%}
            array_to_string({{ column.name }}, chr(10))
    {%- elif column.name.endswith(('sha256', '_hash', '_id')) -%}
            if(
                strlen({{ column.name }}) in (32, 36, 64)
                and regexp_full_match(
                    {{ column.name }},
                    '[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
                ),
                null,
                {{ column.name }}
            )
    {%- else -%}
            {{ column.name }}
    {%- endif -%}
{% endmacro %}
