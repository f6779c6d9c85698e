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
                {{ value }} as {{ kind }}_value,
                {{ pii_token(kind, value) }} as {{ kind }}_token,
                {% endfor -%}
                pii_key.key_id
            from {{ staged }} as staged
            cross join pii_key
    {%- endset %}
    {%- set block = 'cast(hash(' ~ join_on | join(', ') ~ ') % 4096 as smallint)' %}
    {%- set columns = join_on | join(', ') ~ ', ' ~ kinds | join('_token, ') ~ '_token, key_id' %}
    with

    pii_key as (

        select * from {{ ref('pii_key') }}

    ),

    -- All that is wanted of the tokens, which are dear, in slim rows: memory is not for the rows.
    staged_marks as materialized (

        select
            {% for kind in kinds -%}
            md5_number({{ kind }}_token) as {{ kind }}_number,
            cast(hash({{ kind }}_value) % 2147483647 as integer) as {{ kind }}_hash,
            {% endfor -%}
            {{ block }} as block,
            hash({{ columns }}) as content
        from (
            {{- staged_tokens }}
        ) as side

    ),

    -- Both sides are summed up in blocks, and rows compared where a block differs.
    staged_blocks as (

        select
            block,
            count(*) as rows,
            bit_xor(content) as content
        from staged_marks
        group by block

    ),

    masked_blocks as (

        select
            {{ block }} as block,
            count(*) as rows,
            bit_xor(hash({{ columns }})) as content
        from {{ model }}
        group by block

    ),

    different_blocks as (

        select coalesce(staged_blocks.block, masked_blocks.block) as block
        from staged_blocks
        full outer join masked_blocks on staged_blocks.block = masked_blocks.block
        where
            staged_blocks.rows is distinct from masked_blocks.rows
            or staged_blocks.content is distinct from masked_blocks.content

    ),

    staged_rows as materialized (

        select {{ columns }}
        from (
            {{- staged_tokens }}
        ) as side
        where {{ block }} in (select block from different_blocks)

    ),

    masked_rows as materialized (

        select {{ columns }}
        from {{ model }}
        where {{ block }} in (select block from different_blocks)

    ),

    -- That pii_token() tells values apart is not taken on trust. One aggregate
    -- of all tokens at once: their prefix tells the kinds apart.
    shared_tokens as (

        select token
        from (
            {%- for kind in kinds %}
            select
                {{ kind }}_number as token,
                {{ kind }}_hash as value_hash
            from staged_marks
            where {{ kind }}_number is not null
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
        {%- for kind in kinds %}
        select
            '{{ tested_model() }}' as dataset,
            '{{ kind }}_token' as field,
            concat_ws('/', {{ join_on | join(', ') }}) as row_key,
            'two values, one token' as reason
        from (
            {{- staged_tokens }}
        ) as side
        where md5_number({{ kind }}_token) in (select token from shared_tokens)
        {{- ' union all' if not loop.last }}
        {%- endfor %}

    )

    {{ failure_rows('unsound') }}
{% endtest %}
