{#- CTEs that look in a part of what is published (is_of_part) for what the rules of pii_patterns
    match; the last, `findings`, has dataset, row_key and reason. -#}
{% macro patterns_in_text(part) %}
with

published as (
    {% if execute %}{{ published_text(part) }}{% endif %}
),

matches as (

    select
        relation as dataset,
        row_key,
        unnest(regexp_extract_all(body, {{ pii_pattern() }})) as match
    from published
    where regexp_matches(body, {{ pii_pattern() }})

),

distinct_matches as (

    select distinct match from matches

),

-- What only looked like it, an order number for one, has no type.
types as (

    select
        match,
        match_type(match) as reason
    from distinct_matches

),

findings as (

    select distinct
        matches.dataset,
        matches.row_key,
        types.reason
    from matches
    inner join types on matches.match = types.match
    where types.reason is not null

)
{% endmacro %}
