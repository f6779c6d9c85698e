{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P03',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no run log matches a pattern of personal data',
    },
) }}
{% do await_published('run logs') %}

{{ patterns_in_text('run logs') }}

{{ failure_rows('findings', ['dataset']) }}
