{#- Fails for each row of a model of violations: dataset, field, row_key, reason, and
    rows_affected where one line stands for many rows. -#}
{% test has_no_violations(model, counts_rows=false) %}
    with

    violations as (

        select * from {{ model }}

    )

    {{ failure_rows(
        'violations', ['dataset', 'field'] + (['rows_affected'] if counts_rows else [])
    ) }}
{% endtest %}
