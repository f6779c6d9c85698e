{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'claim': 'no canary person stands in a run log',
        'reads': ['canaries'],
    },
) }}
{#- The pattern of all canaries' surnames, addresses and numbers is a session
    variable, set by the plugin: they are text in no statement. -#}
{% do await_published('run logs') %}
{% do source('flattened', 'canaries') %}

{{ canaries_in_text('run logs') }}

{{ failure_rows('findings', ['dataset']) }}
