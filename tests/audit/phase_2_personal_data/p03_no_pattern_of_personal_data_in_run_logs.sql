{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P03',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'searches': 'run logs',
        'claim': 'no run log matches a pattern of personal data',
    },
) }}
{% do await_published('run logs') %}

{{ rows_found('P03', 'run logs') }}

{{ failure_rows('findings', ['dataset']) }}
