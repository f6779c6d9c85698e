{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P08',
        'phase': '2',
        'kind': 'blocking',
        'claim': 'no canary person stands in a published relation',
        'reads': ['canaries'],
    },
) }}
{#- The pattern of all canaries' surnames, addresses and numbers is a session
    variable, set by the plugin: they are text in no statement. -#}
{% do await_published('settled') %}
{% do source('flattened', 'canaries') %}

{{ canaries_in_text('settled') }}

{{ failure_rows('findings', ['dataset']) }}
