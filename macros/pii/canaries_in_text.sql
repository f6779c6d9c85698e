{#- CTEs that look in a part of what is published (is_of_part) for canary people; the last,
    `findings`, has dataset, row_key and reason. -#}
{% macro canaries_in_text(part) %}
with

published as (
    {% if execute %}{{ published_text(part) }}{% endif %}
),

findings as (

    select
        relation as dataset,
        row_key,
        'names a canary person' as reason
    from published
    where regexp_matches(body, getvariable('given').canary_pattern)

)
{% endmacro %}
