{#- Overrides dbt's own, whose evidence would be whole rows: here it is the row's number. -#}
{% test not_null(model, column_name) %}
    with

    numbered as (

        select
            {{ column_name }} as tested,
            row_number() over () as row_no
        from {{ model }}

    ),

    empty as (

        select
            '{{ tested_model() }}' as dataset,
            '{{ column_name }}' as field,
            'row ' || row_no as row_key,
            'is null' as reason
        from numbered
        where tested is null

    )

    {{ failure_rows('empty') }}
{% endtest %}
