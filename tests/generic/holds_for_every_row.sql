{#- Fails for each row in which a rule is false or unknown. Evidence: the row's key and a
    reason, no value. -#}
{% test holds_for_every_row(model, rule, key, reason, dataset=none, field=none) %}
    with

    broken as (

        select
            {{ sql_text(dataset or tested_model()) }} as dataset,
            {{ sql_text(field) }} as field,
            cast({{ key }} as varchar) as row_key,
            {{ sql_text(reason) }} as reason
        from {{ model }}
        where not coalesce({{ rule }}, false)

    )

    {{ failure_rows('broken') }}
{% endtest %}
