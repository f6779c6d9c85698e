{{ config(
    enabled=not is_approved('A'),
    severity='error',
    group='analytics',
    meta={
        'check_id': 'L01',
        'phase': '4',
        'gap': 1,
        'kind': 'blocking',
        'claim': 'decision A, the fill-event ledger, is approved',
    },
) }}
with

declined as (

    select
        'decision A' as row_key,
        'blocked: no fill-event ledger' as reason

)

{{ failure_rows('declined', []) }}
