{#- What each canonical stream, and each kind of JSON, holds that can be searched or audited:
    one scan a stream, aggregates only. Which column is text, a time, a verdict or a link the
    registry says (meta `use`); that it says something in this lakehouse is measured. -#}
{% macro stream_contents() %}
    {%- set json = {'plan_events': 'scenarios', 'lessons': 'lessons', 'outcomes': 'outcomes'} -%}
    {%- set entries = registered_streams()
        | selectattr('meta.status', 'equalto', 'canonical') | list -%}
    {%- for entry in (graph.sources.values() if execute else []) if (
        entry.source_name == 'flattened' and entry.name in json
    ) -%}
        {%- do entries.append(entry) -%}
    {%- endfor -%}
    {%- for entry in entries %}
        {%- set uses = {'text': [], 'when': [], 'verdict': [], 'link': []} -%}
        {%- set identifiers = [] -%}
        {%- set filters = [] -%}
        {%- for column in entry.columns.values() -%}
            {%- if column.meta.get('use') in uses -%}
                {%- do uses[column.meta.use].append(column.name) -%}
            {%- endif -%}
            {%- if column.meta.pii == 'identifier' and 'struct' not in column.data_type -%}
                {%- do identifiers.append(column.name) -%}
            {%- elif (
                column.meta.pii in ['none', 'quasi_identifier', 'financial']
                and 'sha256' not in column.name and column.name != 'source_path'
            ) -%}
                {%- do filters.append(column.name) -%}
            {%- endif -%}
        {%- endfor %}
        {%- set said = "concat_ws(' ', " ~ (uses.text | join(', ')) ~ ')'
            if uses.text else 'cast(null as varchar)' %}
    select
        {{ sql_text(json.get(entry.name, entry.name)) }} as stream,
        held.*,
        {%- if uses.text %}
        (
            select approx_count_distinct(words.word)
            from (
                select unnest(string_split(lower({{ said }}), ' ')) as word
                from {{ source(entry.source_name, entry.name) }}
                limit 1000000
            ) as words
        ) as distinct_terms
        {%- else %}
        0 as distinct_terms
        {%- endif %}
    from (
        select
            count(*) as rows,
            count(*) filter (not {{ is_blank(said) }}) as rows_with_text,
            coalesce(sum(length({{ said }})), 0) as characters,
            [
                {%- for name in filters %}
                {'name': '{{ name }}', 'values': approx_count_distinct({{ name }})}
                {{- ',' if not loop.last }}
                {%- endfor %}
            ] as filters,
            {%- for use in ['when', 'verdict', 'link'] %}
            list_filter(
                [
                    {%- for name in uses[use] %}
                    if(count({{ name }}) > 0, '{{ name }}', null){{ ',' if not loop.last }}
                    {%- else %}
                    cast(null as varchar)
                    {%- endfor %}
                ],
                lambda name: name is not null
            ) as {{ use }}_columns,
            {%- endfor %}
            list_filter(
                [
                    {%- for name in identifiers %}
                    if(avg({{ looks_masked(name) }}) > 0.5, '{{ name }}', null)
                    {{- ',' if not loop.last }}
                    {%- else %}
                    cast(null as varchar)
                    {%- endfor %}
                ],
                lambda name: name is not null
            ) as masked_columns
        from {{ source(entry.source_name, entry.name) }}
    ) as held
    {%- if not loop.last %}
    union all by name
    {%- endif %}
    {%- endfor %}
{% endmacro %}
