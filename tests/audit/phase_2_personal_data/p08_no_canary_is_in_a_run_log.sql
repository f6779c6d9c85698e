{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'searches': 'run logs',
        'claim': 'no canary person stands in a run log',
        'reads': ['canaries'],
    },
) }}
{% do await_published('run logs') %}
{% do source('flattened', 'canaries') %}

{{ rows_found('P08', 'run logs') }}

{{ failure_rows('findings', ['dataset']) }}
