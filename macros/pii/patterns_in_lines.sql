{#- CTEs of what the rules of pii_patterns match (P03); the last, `patterns`, has a text_hash for each
    line and the type of what stands in it. Needs the CTE `lines`: no rule matches over the end of a
    line. -#}
{% macro patterns_in_lines() %}
matches as (

    select
        line,
        unnest(regexp_extract_all(line, {{ pii_pattern() }})) as match
    from lines
    where regexp_matches(line, {{ pii_pattern() }})

),

distinct_matches as (

    select distinct match from matches

),

-- What only looked like it, an order number for one, has no type.
types as (

    select
        match,
        match_type(match) as type
    from distinct_matches

),

patterns as (

    select
        hash(matches.line) as text_hash,
        types.type
    from matches
    inner join types on matches.match = types.match
    where types.type is not null

)
{% endmacro %}
