{#- Overrides dbt's own, whose evidence would be the value: here it is the row's number. -#}
{% test relationships(model, column_name, to, field) %}
    with

    numbered as (

        select
            {{ column_name }} as tested,
            row_number() over () as row_no
        from {{ model }}

    ),

    orphans as (

        select
            '{{ tested_model() }}' as dataset,
            '{{ column_name }}' as field,
            'row ' || numbered.row_no as row_key,
            'has no parent' as reason
        from numbered
        left join {{ to }} as parents on numbered.tested = parents.{{ field }}
        where numbered.tested is not null and parents.{{ field }} is null

    )

    {{ failure_rows('orphans') }}
{% endtest %}
