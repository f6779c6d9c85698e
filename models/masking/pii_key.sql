{#- The view holds the names of session variables, never their values: the
    plugin sets them on each cursor. Without them it fails: a mask must never
    fall back to NULL. -#}
{{ config(
    enabled=is_approved('B'),
    database=target.database,
    materialized='view',
    contract={'enforced': false}
) }}

with

pads as (

    select
        getvariable('given').pii_inner_pad as inner_pad,
        getvariable('given').pii_outer_pad as outer_pad,
        getvariable('given').pii_key_id as key_id

),

checked as (

    select
        coalesce(inner_pad, error('no masking key: run make key'))
            as inner_pad,
        outer_pad,
        key_id
    from pads

)

select * from checked
