{#- CTEs that redact text columns: `redacted` has the columns of `source_cte`, in the text columns
    placeholders for personal data. First what the rules of pii_patterns find, then names.

    A text is cut into pieces, every second of them a match; what stands for a match is decided
    once for all texts that have it, and put back by position. DuckDB would compile the rules for
    every 2,048 matches were they tried inside a lambda.

    Needs the CTEs `pii_key`, `known_people` and `name_words`. `key` tells the rows of `source_cte`
    apart, those at least whose texts differ. With `own_name` (a column of it, beside name_token) the row's own first or last
    name alone is redacted too. -#}
{% macro redact(source_cte, columns, own_name=none, key='row_key') %}
numbered_texts as (

    select
        md5_number(texts.text_key || '/' || texts.column_name) as text_no,
        texts.*
    from (
        {% for column in columns -%}
        select
            {{ key }} as text_key,
            '{{ column }}' as column_name,
            replace({{ column }}, chr(31), ' ') as body
            {%- if own_name %},
            {{ own_name }} as own_name,
            '[PERSON:' || coalesce(name_token, '') || ']' as own_label
            {%- endif %}
        from {{ source_cte }}
        where {{ column }} is not null
        {%- if not loop.last %}
        union all
        {% endif %}
        {%- endfor %}
    ) as texts

),

{{ redact_patterns('numbered_texts') }},

{{ redact_names('without_patterns', has_own_name=own_name is not none) }},

redacted_texts as (

    select
        numbered_texts.text_key,
        {% for column in columns -%}
        any_value(without_names.body) filter (
            where numbered_texts.column_name = '{{ column }}'
        ) as {{ column }}
        {{- ',' if not loop.last }}
        {% endfor %}
    from numbered_texts
    inner join without_names on numbered_texts.text_no = without_names.text_no
    group by numbered_texts.text_key

),

redacted as (

    select
        {{ source_cte }}.* replace (
            {% for column in columns -%}
            redacted_texts.{{ column }} as {{ column }}
            {{- ',' if not loop.last }}
            {% endfor %}
        )
    from {{ source_cte }}
    left join redacted_texts on {{ key }} = redacted_texts.text_key

)
{% endmacro %}
