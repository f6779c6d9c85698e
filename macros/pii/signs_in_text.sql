{#- A query of the signs of personal data that `checks` look for in a part of what is published
    (is_of_part): check_id, kind and text_hash, and for P02 the detail that somebody known may have.
    text_hash is of the line, for P02 of the sentence. Relations named in `numbered` are looked through
    in parts, the others with the first one.

    A line that many rows have is looked at once: a corpus repeats what lies in the safe views. -#}
{% macro signs_in_text(checks, part, numbered) %}
with

published as not materialized (
    {% if execute %}{{ published_text(part, numbered) }}{% endif %}
),

lines as (

    select distinct unnest({{ lines_of('body') }}) as line
    from published

),
{% if 'P02' in checks %}
{{ details_in_lines() }},
{% endif %}
{%- if 'P03' in checks %}
{{ patterns_in_lines() }},
{% endif %}
{%- if 'P08' in checks %}
{#- The pattern of all canaries' surnames, addresses and numbers is a session variable, set by the
    plugin: they are text in no statement. #}
canary_lines as (

    select hash(line) as text_hash
    from lines
    where regexp_matches(line, getvariable('given').canary_pattern)

),
{% endif %}
signs as (
    {% if 'P02' in checks %}
    select
        'P02' as check_id,
        kind,
        detail,
        text_hash
    from details
    {%- endif %}
    {%- if 'P03' in checks %}
    {{ 'union all' if checks[0] != 'P03' }}
    select
        'P03' as check_id,
        type as kind,
        cast(null as uhugeint) as detail,
        text_hash
    from patterns
    {%- endif %}
    {%- if 'P08' in checks %}
    {{ 'union all' if checks[0] != 'P08' }}
    select
        'P08' as check_id,
        'names a canary person' as kind,
        cast(null as uhugeint) as detail,
        text_hash
    from canary_lines
    {%- endif %}

)

select distinct * from signs
{% endmacro %}
