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

    joined as (

        select
            concat_ws(
                '/',
                {% for column in join_on -%}
                masked.{{ column }}{{ ', ' if not loop.last }}
                {%- endfor %}
            ) as row_key,
            masked.key_id,
            unnest([
                {%- for kind in kinds %}
                {
                    'kind': '{{ kind }}',
                    'value_hash': hash(staged_values.{{ kind }}_value),
                    'is_empty': staged_values.{{ kind }}_value is null,
                    'token': masked.{{ kind }}_token
                }{{ ',' if not loop.last }}
                {%- endfor %}
            ]) as pair
        from staged_values
        full outer join {{ model }} as masked
            on
                {% for column in join_on -%}
                staged_values.{{ column }} = masked.{{ column }}
                {{- ' and ' if not loop.last }}
                {%- endfor %}

    ),

    pairs as (

        select
            row_key,
            key_id,
            pair.kind as kind,
            pair.value_hash as value_hash,
            pair.is_empty as is_empty,
            pair.token as token
        from joined

    ),

    misformed as (

        select
            kind,
            row_key,
            case
                when row_key = '' then 'row is not masked'
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
            {% for kind, prefix in prefixes.items() -%}
            or (
                kind = '{{ kind }}'
                and not coalesce(
                    regexp_full_match(token, '{{ prefix }}_[0-9a-f]{32}'), true
                )
            )
            {% endfor %}

    ),

    ambiguous as (

        select
            kind,
            any_value(row_key) as row_key,
            'one value, two tokens' as reason
        from pairs
        where not is_empty
        group by kind, value_hash
        having min(token) <> max(token)
        union all
        select
            kind,
            any_value(row_key) as row_key,
            'two values, one token' as reason
        from pairs
        where token is not null
        group by kind, token
        having min(value_hash) <> max(value_hash)

    ),

    unsound as (

        select
            '{{ tested_model() }}' as dataset,
            kind || '_token' as field,
            row_key,
            reason
        from misformed
        union all
        select
            '{{ tested_model() }}' as dataset,
            kind || '_token' as field,
            row_key,
            reason
        from ambiguous

    )

    {{ failure_rows('unsound') }}
{% endtest %}
