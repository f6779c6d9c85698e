{{ config(fail_calc='count(*)') }}
{#- The tests' meta and the seed check_catalogue say the same, and every check
    that can run with the decisions taken has a test. -#}
{#- Refers to active_waivers so that what lies below the catalogue is built even
    when this fails: dbt skips what hangs on nothing but a failed test's own. -#}
{%- do ref('active_waivers') -%}
{%- set tests = [] -%}
{%- for node in (graph.nodes.values() if execute else []) if (
    node.resource_type == 'test' and node.config.meta.get('check_id')
) -%}
{%- do tests.append(node) -%}
{%- endfor -%}
with

catalogue as (

    select * from {{ ref('check_catalogue') }}

),

tests as (
    {% for node in tests %}
    select
        '{{ node.name }}' as test_name,
        '{{ node.config.meta.check_id }}' as check_id,
        '{{ node.config.meta.phase }}' as phase,
        '{{ node.config.meta.kind }}' as kind,
        {{ sql_text(node.config.meta.get('gap')) }} as gap,
        '{{ node.config.severity | lower }}' as severity,
        {{ 'active_waivers' in (node.depends_on.nodes | join(' ')) }}
            as heeds_waivers
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

differences as (

    select
        tests.test_name as subject,
        case
            when catalogue.check_id is null then 'check is not in the catalogue'
            when tests.phase <> catalogue.phase then 'another phase'
            when coalesce(tests.gap, '') <> coalesce(catalogue.gap, '')
                then 'another gap'
            when not tests.heeds_waivers then 'does not end with failure_rows()'
            when not starts_with(tests.test_name, lower(tests.check_id) || '_')
                then 'name does not begin with the check'
            when tests.kind = 'blocking' and catalogue.kind = 'soft'
                then 'a soft check blocks'
            when
                tests.severity
                <> case tests.kind when 'blocking' then 'error' else 'warn' end
                then 'severity and kind disagree'
        end as reason
    from tests
    left join catalogue on tests.check_id = catalogue.check_id
    union all
    select
        catalogue.check_id as subject,
        'no test proves it' as reason
    from catalogue
    left join tests on catalogue.check_id = tests.check_id
    where
        tests.check_id is null
        and catalogue.check_id <> 'R01'
    {% for letter in declined_decisions() -%}
        and not contains(coalesce(catalogue.decision, ''), '{{ letter }}')
        {% endfor %}
)

select * from differences
where reason is not null
