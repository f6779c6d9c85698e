{{ config(
    enabled=is_approved('B'),
    pre_hook="{{ begin_parts(ref('stg_workers')) }}",
    post_hook={
        'sql': "{{ add_other_parts(ref('stg_workers')) }}",
        'transaction': false,
    }
) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

-- A part has no copy of all of them.
known_people as not materialized (

    select * from {{ ref('known_people') }}

),

name_words as (

    select * from {{ ref('stg_name_words') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

workers as (

    select * from {{ ref('stg_workers') }}
    where
        {{ is_to_mask('source_path') }}
        and {{ in_this_part('source_row', 'stream') }}

),

tokenised as (

    select
        workers.* replace (
            array_to_string(workers.messages, ' | ') as messages
        ),
        {{ pii_token('name', normalise_name('workers.full_name')) }}
            as name_token,
        {{ pii_token('email', 'workers.email') }} as email_token,
        {{ pii_token('phone', 'workers.phone') }} as phone_token,
        pii_key.key_id
    from workers
    cross join pii_key

),

{{ redact('tokenised', ['messages', 'resume_text'], own_name='full_name') }},

masked as (

    select
        redacted.stream,
        redacted.source_row,
        redacted.worker_id,

        redacted.name_token,
        redacted.email_token,
        redacted.phone_token,
        redacted.phone_problem,
        redacted.role_name,
        redacted.city,
        redacted.state,
        left(redacted.zip, 3) as zip3,
        redacted.skills,
        redacted.certifications,
        redacted.archetype,
        string_split(redacted.messages, ' | ') as messages,
        redacted.resume_text,

        redacted.reliability,
        redacted.responsiveness,
        redacted.engagement,
        redacted.compliance,
        redacted.availability,

        redacted.key_id,
        file_manifest.sha256 as source_sha256,
        getvariable('mask_sha256') as mask_sha256
    from redacted
    left join file_manifest on redacted.source_path = file_manifest.path

)

select * from masked
{{ order_of_a_part('source_row') }}
