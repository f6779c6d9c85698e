{#- Fails when a token has the wrong form, is NULL where there is a value or the other way
    round, when one value has two tokens or two values share one, or when a row was masked
    with another key than the rest. `kinds` maps a token's kind to the expression over the
    staged row (named `staged`) that it is made from. Evidence: the row's key and reason. -#}
{% test tokens_are_sound(model, staged, kinds, join_on) %}
    {%- set prefixes = {'email': 'em', 'phone': 'ph', 'name': 'nm'} %}
    with

    staged_values as (

        select
            {{ join_on | join(', ') }},
            {% for kind, value in kinds.items() -%}
            {{ value }} as {{ kind }}_value
            {{- ',' if not loop.last }}
            {% endfor %}
        from {{ staged }} as staged

    ),

    -- Values and tokens by 128 bits of a hash: of 64 bits, tens of millions
    -- of values have some in common. Slim rows, for each is looked through
    -- once for every kind.
    joined as (

        select
            concat_ws(
                '/',
                {% for column in join_on -%}
                coalesce(masked.{{ column }}, staged_values.{{ column }})
                {{- ', ' if not loop.last }}
                {%- endfor %}
            ) as row_key,
            {%- for kind in kinds %}
            md5_number(staged_values.{{ kind }}_value) as {{ kind }}_value,
            md5_number(masked.{{ kind }}_token) as {{ kind }}_token,
            case
                when masked.{{ join_on[0] }} is null then 'row is not masked'
                when
                    staged_values.{{ kind }}_value is null
                    and masked.{{ kind }}_token is not null
                    then 'token without a value'
                when
                    staged_values.{{ kind }}_value is not null
                    and masked.{{ kind }}_token is null
                    then 'value without a token'
                when masked.key_id is distinct from getvariable('given').pii_key_id
                    then 'another key'
                when
                    not regexp_full_match(
                        masked.{{ kind }}_token,
                        '{{ prefixes[kind] }}_[0-9a-f]{32}'
                    )
                    then 'wrong form'
            end as {{ kind }}_reason
            {{- ',' if not loop.last }}
            {%- endfor %}
        from staged_values
        full outer join {{ model }} as masked
            on
                {% for column in join_on -%}
                staged_values.{{ column }} = masked.{{ column }}
                {{- ' and ' if not loop.last }}
                {%- endfor %}

    ),

    ambiguous as (

        {%- for kind in kinds %}
        select
            '{{ kind }}' as kind,
            any_value(hash(row_key)) as row_hash,
            'one value, two tokens' as reason
        from joined
        where {{ kind }}_value is not null
        group by {{ kind }}_value
        having min({{ kind }}_token) <> max({{ kind }}_token)
        union all
        select
            '{{ kind }}' as kind,
            any_value(hash(row_key)) as row_hash,
            'two values, one token' as reason
        from joined
        where {{ kind }}_token is not null
        group by {{ kind }}_token
        having min({{ kind }}_value) <> max({{ kind }}_value)
        {{- ' union all' if not loop.last }}
        {%- endfor %}

    ),

    unsound as (

        {%- for kind in kinds %}
        select
            '{{ tested_model() }}' as dataset,
            '{{ kind }}_token' as field,
            row_key,
            {{ kind }}_reason as reason
        from joined
        where {{ kind }}_reason is not null
        union all
        {%- endfor %}
        select
            '{{ tested_model() }}' as dataset,
            ambiguous.kind || '_token' as field,
            any_value(joined.row_key) as row_key,
            ambiguous.reason
        from ambiguous
        inner join joined on ambiguous.row_hash = hash(joined.row_key)
        group by ambiguous.kind, ambiguous.row_hash, ambiguous.reason

    )

    {{ failure_rows('unsound') }}
{% endtest %}
