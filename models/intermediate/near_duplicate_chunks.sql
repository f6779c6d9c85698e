{#- Chunks much like an earlier one: Jaccard similarity of their runs of three
    words at or above the var near_duplicate_from. Pairs to compare come from
    MinHash bands (Broder 1997), so that the cost grows with the chunks and not
    with their square. -#}
{{ config(enabled=is_approved('AB')) }}

with

chunks as (

    select * from {{ ref('staffing_chunks') }}

),

worded as (

    select
        row_number() over (order by doc_id, chunk_no) as place,
        chunk_id,
        regexp_extract_all(lower(body), '[^ \n.,;:!?()*]+') as words
    from chunks

),

shingles as (

    select distinct
        worded.place,
        hash(array_to_string(
            list_slice(worded.words, starts.word_no, starts.word_no + 2), ' '
        )) as shingle
    from worded,
        unnest(range(1, greatest(len(worded.words) - 1, 2)))
            as starts (word_no)

),

sketches as (

    select
        place,
        {% for band in range(5) -%}
        {{ min_hash_band('shingle', band) }} as band_{{ band }},
        {% endfor -%}
        count(*) as shingles
    from shingles
    group by place

),

bands as (

    {%- for band in range(5) %}
    select
        place,
        shingles,
        band_{{ band }} as band
    from sketches
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

pairs as (

    select distinct
        later.place,
        earlier.place as earlier_place,
        later.shingles + earlier.shingles as shingles
    from bands as later
    inner join bands as earlier
        on
            later.band = earlier.band
            and later.place > earlier.place

),

compared as (

    select
        pairs.place,
        pairs.earlier_place,
        count(*) / (pairs.shingles - count(*)) as similarity
    from pairs
    inner join shingles as mine on pairs.place = mine.place
    inner join shingles as theirs
        on
            pairs.earlier_place = theirs.place
            and mine.shingle = theirs.shingle
    group by pairs.place, pairs.earlier_place, pairs.shingles

),

nearest as (

    select
        place,
        arg_max(earlier_place, (similarity, -earlier_place)) as earlier_place,
        max(similarity) as similarity
    from compared
    where similarity >= {{ var('near_duplicate_from') }}
    group by place

),

near_duplicates as (

    select
        later.chunk_id,
        earlier.chunk_id as near_duplicate_of,
        nearest.similarity
    from nearest
    inner join worded as later on nearest.place = later.place
    inner join worded as earlier on nearest.earlier_place = earlier.place

)

select * from near_duplicates
