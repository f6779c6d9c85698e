{#- One search of all texts for three checks; their tests say in which rows. The
    search is a hook: by its hash it is a part of the model's code, which is kept
    as long as it is unchanged (is_kept). -#}
{{ config(
    enabled=is_approved('B'),
    materialized='table',
    meta={'engine': 'duckdb'},
    pre_hook={
        'sql': "{{ search_published(['P02', 'P03', 'P08'], 'settled', found_by(model)) }}",
        'transaction': false,
    },
    post_hook={'sql': 'drop table {{ found_by(model) }}', 'transaction': false}
) }}
{% do await_published('settled') %}
{% do source('flattened', 'canaries') %}
-- Searched by {{ local_md5(
    signs_in_text(['P02', 'P03', 'P08'], 'settled', {}) ~ known_signs(['P02', 'P03', 'P08'], 'signs')
) }}.
select
    check_id,
    text_hash,
    reason
from {{ found_by(model) }}
