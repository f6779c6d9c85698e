{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P02',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'details_of': 'settled',
        'claim': 'no published text holds a name, e-mail or phone of anyone known',
    },
) }}
{% do await_published('settled') %}

{{ known_personal_data('settled') }}

{{ failure_rows('findings', ['dataset']) }}
