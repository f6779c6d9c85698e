{#- Fails when a row's token is not the one of its value and of the present key (so each has the right
    form, is NULL only where the value is, and one value has one), or two values share one. `kinds` maps
    a token's kind to the expression over the staged row (named `staged`) that it is made from; `join_on`
    names the columns that tell rows apart. Evidence: the row's key and reason. -#}
{% test tokens_are_sound(model, staged, kinds, join_on) %}
    {%- set prefixes = {'email': 'em', 'phone': 'ph', 'name': 'nm'} %}
    {#- Written out where it is read: a scan of files that a CTE shares is copied, and then takes
        brackets in their names for a pattern. -#}
    {%- set staged_tokens %}
            select
                {% for column in join_on -%}
                staged.{{ column }},
                {% endfor -%}
                {% for kind, value in kinds.items() -%}
                {{ pii_token(kind, value) }} as {{ kind }}_token,
                {% endfor -%}
                pii_key.key_id
            from {{ staged }} as staged
            cross join pii_key
    {%- endset %}
    {%- set masked_tokens %}
            select
                {% for column in join_on -%}
                {{ column }},
                {% endfor -%}
                {% for kind in kinds -%}
                {{ kind }}_token,
                {% endfor -%}
                key_id
            from {{ model }}
    {%- endset %}
    with

    pii_key as (

        select * from {{ ref('pii_key') }}

    ),

    -- Both sides are summed up in blocks, and rows compared where a block differs:
    -- all rows, side by side, are more than memory is for.
    {% for side, tokens in {'staged': staged_tokens, 'masked': masked_tokens}.items() -%}
    {{ side }}_blocks as (

        select
            hash({{ join_on | join(', ') }}) % 4096 as block,
            count(*) as rows,
            bit_xor(hash(side)) as content
        from (
            {{- tokens }}
        ) as side
        group by block

    ),

    {% endfor -%}
    different_blocks as (

        select coalesce(staged_blocks.block, masked_blocks.block) as block
        from staged_blocks
        full outer join masked_blocks on staged_blocks.block = masked_blocks.block
        where
            staged_blocks.rows is distinct from masked_blocks.rows
            or staged_blocks.content is distinct from masked_blocks.content

    ),

    {% for side, tokens in {'staged': staged_tokens, 'masked': masked_tokens}.items() -%}
    {{ side }}_rows as materialized (

        select *
        from (
            {{- tokens }}
        ) as side
        where hash({{ join_on | join(', ') }}) % 4096 in (select block from different_blocks)

    ),

    {% endfor -%}
    -- That pii_token() tells values apart is not taken on trust. One aggregate
    -- of slim rows, of all tokens at once: their prefix tells the kinds apart.
    shared_tokens as (

        select token
        from (
            {%- for kind, value in kinds.items() %}
            select
                md5_number({{ pii_token(kind, value) }}) as token,
                cast(hash({{ value }}) % 2147483647 as integer) as value_hash
            from {{ staged }} as staged
            cross join pii_key
            where {{ value }} is not null
            {{- ' union all' if not loop.last }}
            {%- endfor %}
        ) as values_and_tokens
        group by token
        having min(value_hash) <> max(value_hash)

    ),

    unsound as (

        {%- for kind in kinds %}
        select
            '{{ tested_model() }}' as dataset,
            '{{ kind }}_token' as field,
            concat_ws(
                '/',
                {% for column in join_on -%}
                coalesce(masked_rows.{{ column }}, staged_rows.{{ column }})
                {{- ', ' if not loop.last }}
                {%- endfor %}
            ) as row_key,
            case
                when masked_rows.{{ join_on[0] }} is null then 'row is not masked'
                when staged_rows.{{ join_on[0] }} is null then 'masked row is not staged'
                when
                    staged_rows.{{ kind }}_token is null
                    and masked_rows.{{ kind }}_token is not null
                    then 'token without a value'
                when
                    staged_rows.{{ kind }}_token is not null
                    and masked_rows.{{ kind }}_token is null
                    then 'value without a token'
                when masked_rows.key_id is distinct from staged_rows.key_id then 'another key'
                when
                    not regexp_full_match(
                        masked_rows.{{ kind }}_token,
                        '{{ prefixes[kind] }}_[0-9a-f]{32}'
                    )
                    then 'wrong form'
                when masked_rows.{{ kind }}_token <> staged_rows.{{ kind }}_token
                    then 'token of another value'
            end as reason
        from staged_rows
        full outer join masked_rows
            on
                {% for column in join_on -%}
                staged_rows.{{ column }} = masked_rows.{{ column }}
                {{- ' and ' if not loop.last }}
                {%- endfor %}
        where reason is not null
        union all
        {%- endfor %}
        {%- for kind, value in kinds.items() %}
        select
            '{{ tested_model() }}' as dataset,
            '{{ kind }}_token' as field,
            concat_ws('/', staged.{{ join_on | join(', staged.') }}) as row_key,
            'two values, one token' as reason
        from {{ staged }} as staged
        cross join pii_key
        where md5_number({{ pii_token(kind, value) }}) in (select token from shared_tokens)
        {{- ' union all' if not loop.last }}
        {%- endfor %}

    )

    {{ failure_rows('unsound') }}
{% endtest %}
