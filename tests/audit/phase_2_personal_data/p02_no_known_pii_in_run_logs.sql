{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P02',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'searches': 'run logs',
        'claim': 'no run log holds a name, e-mail or phone of anyone known',
    },
) }}
{% do await_published('run logs') %}

{{ rows_found('P02', 'run logs') }}

{{ failure_rows('findings', ['dataset']) }}
