{#- Fails when a score is missing or lies outside [0, 1]; one scan for all scores of a
    model. Evidence: the row's key, the score's name and a reason, no value. -#}
{% test in_unit_interval(model, scores, key) %}
    with

    scores as (

        {% for score in scores -%}
        select
            '{{ tested_model() }}' as dataset,
            '{{ score }}' as field,
            cast({{ key }} as varchar) as row_key,
            case
                when {{ score }} is null then 'missing or not a number'
                else 'out of range'
            end as reason
        from {{ model }}
        where coalesce({{ score }} not between 0 and 1, true)
        {%- if not loop.last %}
        union all
        {% endif %}
        {%- endfor %}

    )

    {{ failure_rows('scores') }}
{% endtest %}
