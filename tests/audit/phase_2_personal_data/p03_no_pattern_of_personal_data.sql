{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P03',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'searches': 'settled',
        'claim': 'no published text matches a pattern of personal data',
    },
) }}
{% do await_published('settled') %}

{{ rows_found('P03', 'settled') }}

{{ failure_rows('findings', ['dataset']) }}
