{#- CTEs that replace what the rules of pii_patterns find; the last, `without_patterns`, has the
    columns of `texts`: text_no, body and others. Needs the CTE `pii_key`. -#}
{% macro redact_patterns(texts) %}
pattern_pieces as (

    select
        *,
        {{ cut_at('body', pii_pattern()) }} as pieces
    from {{ texts }}

),

pattern_matches as (

    select distinct
        text_no,
        unnest(matches_of(pieces)) as match
    from pattern_pieces

),

distinct_matches as (

    select distinct match from pattern_matches

),

pattern_masks as (

    select
        distinct_matches.match,
        masked_match(
            distinct_matches.match, pii_key.inner_pad, pii_key.outer_pad
        ) as mask
    from distinct_matches
    cross join pii_key

),

masks_of_text as (

    select
        pattern_matches.text_no,
        list(pattern_masks.match) as found,
        list(pattern_masks.mask) as masks
    from pattern_matches
    inner join pattern_masks on pattern_matches.match = pattern_masks.match
    group by pattern_matches.text_no

),

without_patterns as materialized (

    select
        pattern_pieces.* exclude (pieces) replace (
            filled_pieces(
                pattern_pieces.pieces, masks_of_text.found, masks_of_text.masks
            ) as body
        )
    from pattern_pieces
    left join masks_of_text on pattern_pieces.text_no = masks_of_text.text_no

)
{% endmacro %}
