{#- Fails when a token has the wrong form, is NULL where there is a value or the other way
    round, when one value has two tokens or two values share one, or when a row was masked
    with another key than the rest. `kinds` maps a token's kind to the expression over the
    staged row (named `staged`) that it is made from. Evidence: the row's key and reason. -#}
{% test tokens_are_sound(model, staged, kinds, join_on) %}
    {%- set prefixes = {'email': 'em', 'phone': 'ph', 'name': 'nm'} %}
    with

    pairs as (

        {% for kind, value in kinds.items() -%}
        select
            '{{ kind }}' as kind,
            concat_ws(
                '/', {% for column in join_on %}staged.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
            ) as row_key,
            hash({{ value }}) as value_hash,
            {{ value }} is null as is_empty,
            masked.{{ kind }}_token as token,
            masked.key_id
        from {{ staged }} as staged
        full outer join {{ model }} as masked
            on
                {% for column in join_on -%}
                staged.{{ column }} = masked.{{ column }}
                {{- ' and ' if not loop.last }}
                {%- endfor %}
        {%- if not loop.last %}
        union all
        {% endif %}
        {%- endfor %}

    ),

    misformed as (

        select
            kind,
            row_key,
            case
                when row_key is null or row_key = '' then 'row has no source'
                when is_empty then 'token without a value'
                when token is null then 'value without a token'
                when key_id is distinct from getvariable('pii_key_id')
                    then 'another key'
                else 'wrong form'
            end as reason
        from pairs
        where
            is_empty <> (token is null)
            or key_id is distinct from getvariable('pii_key_id')
            or not coalesce(
                regexp_full_match(
                    token,
                    case kind
                        {% for kind, prefix in prefixes.items() -%}
                        when '{{ kind }}' then '{{ prefix }}_[0-9a-f]{32}'
                        {% endfor %}
                    end
                ),
                true
            )

    ),

    distinct_pairs as (

        select
            kind,
            value_hash,
            token,
            min(row_key) as row_key
        from pairs
        where not is_empty
        group by kind, value_hash, token

    ),

    ambiguous as (

        select
            kind,
            row_key,
            'one value, two tokens' as reason
        from distinct_pairs
        qualify count(*) over (partition by kind, value_hash) > 1
        union all
        select
            kind,
            row_key,
            'two values, one token' as reason
        from distinct_pairs
        where token is not null
        qualify count(*) over (partition by kind, token) > 1

    )

    select * from misformed
    union all
    select * from ambiguous
{% endtest %}
