{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P02',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'searches': 'settled',
        'claim': 'no published text holds a name, e-mail or phone of anyone known',
    },
) }}
{% do await_published('settled') %}

{{ rows_found('P02', 'settled') }}

{{ failure_rows('findings', ['dataset']) }}
