{#- Fails for each row in which a rule is false or unknown. Evidence: the row's key and a
    reason, no value. -#}
{% test holds_for_every_row(model, rule, key, reason) %}
    select
        cast({{ key }} as varchar) as row_key,
        {{ sql_text(reason) }} as reason
    from {{ model }}
    where not coalesce({{ rule }}, false)
{% endtest %}
