{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'searches': 'settled',
        'claim': 'no canary person stands in a published relation',
        'reads': ['canaries'],
    },
) }}
{% do await_published('settled') %}
{% do source('flattened', 'canaries') %}

{{ rows_found('P08', 'settled') }}

{{ failure_rows('findings', ['dataset']) }}
