{#- Fails when a key is missing or is there twice. Evidence: the place of each such row,
    not the key's value, which may be a person's. -#}
{% test is_unique_key(model, column_name, place) %}
    with

    unkeyed as (

        select
            '{{ tested_model() }}' as dataset,
            '{{ column_name }}' as field,
            cast({{ place }} as varchar) as row_key,
            case
                when {{ column_name }} is null then 'key is missing'
                else 'key is repeated'
            end as reason
        from {{ model }}
        qualify
            {{ column_name }} is null
            or count(*) over (partition by {{ column_name }}) > 1

    )

    {{ failure_rows('unkeyed') }}
{% endtest %}
