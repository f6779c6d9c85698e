{{ config(enabled=is_approved('B')) }}

with

pii_key as (

    select * from {{ ref('pii_key') }}

),

known_people as (

    select * from {{ ref('known_people') }}

),

file_manifest as (

    select * from {{ ref('file_manifest') }}

),

workers as (

    select * from {{ ref('stg_workers') }}

),

tokens as (

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

redacted as (

    select
        tokens.* replace (
            {{ redact_own_name(redact_patterns('tokens.messages')) }}
                as messages,
            {{ redact_own_name(redact_patterns('tokens.resume_text')) }}
                as resume_text
        )
    from tokens
    cross join pii_key

),

{{ redact_people('redacted', ['messages', 'resume_text']) }},

masked as (

    select
        people_redacted.stream,
        people_redacted.source_row,
        people_redacted.worker_id,

        people_redacted.name_token,
        people_redacted.email_token,
        people_redacted.phone_token,
        people_redacted.phone_problem,
        people_redacted.role_name,
        people_redacted.city,
        people_redacted.state,
        left(people_redacted.zip, 3) as zip3,
        people_redacted.skills,
        people_redacted.certifications,
        people_redacted.archetype,
        string_split(people_redacted.messages, ' | ') as messages,
        people_redacted.resume_text,

        people_redacted.reliability,
        people_redacted.responsiveness,
        people_redacted.engagement,
        people_redacted.compliance,
        people_redacted.availability,

        people_redacted.key_id,
        file_manifest.sha256 as source_sha256
    from people_redacted
    left join file_manifest on people_redacted.stream = file_manifest.stream

)

select * from masked
