{#- Overrides dbt's own, whose evidence would be the value: here it is the row's number. -#}
{% test accepted_values(model, column_name, values) %}
    with

    numbered as (

        select
            cast({{ column_name }} as varchar) as tested,
            row_number() over () as row_no
        from {{ model }}

    ),

    strange as (

        select
            '{{ tested_model() }}' as dataset,
            '{{ column_name }}' as field,
            'row ' || row_no as row_key,
            'not an accepted value' as reason
        from numbered
        where
            tested not in (
                {%- for value in values %}
                {{ sql_text(value) }}{{ ',' if not loop.last }}
                {%- endfor %}
            )

    )

    {{ failure_rows('strange') }}
{% endtest %}
