{{ config(
    enabled=not is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P01',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'decision B, the safe views, is approved',
    },
) }}
with

declined as (

    select
        'decision B' as row_key,
        'blocked: cannot prove PII masking; LLM may have seen PII' as reason

)

{{ failure_rows('declined', []) }}
