{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='privacy',
    meta={
        'check_id': 'P03',
        'phase': '2',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'no published text matches a pattern of personal data',
    },
) }}
{% do await_published() %}
with

published as (
    {% if execute %}{{ published_text() }}{% endif %}
),

matched as (

    select
        relation as dataset,
        row_key,
        {{ pattern_type('body') }} as reason
    from published
    where regexp_matches(body, {{ pii_pattern() }})

)

{{ failure_rows('matched', ['dataset']) }}
