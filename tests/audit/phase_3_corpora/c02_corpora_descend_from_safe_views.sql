{{ config(
    enabled=is_approved('B'),
    severity='error',
    group='analytics',
    meta={
        'check_id': 'C02',
        'phase': '3',
        'gap': 2,
        'kind': 'blocking',
        'claim': 'every way from a corpus back to a file goes through a safe view',
        'reads': ['staffing_answers', 'workers_500k_v9'],
    },
) }}
{#- Walks up from each model with meta corpus, and stops at safe views, at seeds
    and at file_manifest, which holds facts about files. -#}
{%- set around = [] -%}
{%- for corpus in (graph.nodes.values() if execute else [])
    if corpus.config.meta.get('corpus') -%}
{%- set seen = [corpus.unique_id] -%}
{%- for parent_id in seen -%}
{%- set parent = graph.nodes.get(parent_id) or graph.sources[parent_id] -%}
        {%- if parent.resource_type == 'source'
            or parent.schema in ['staging', 'masking', 'checks'] -%}
            {%- do around.append((corpus.name, parent_id)) -%}
        {%- elif (
            parent.schema != 'safe' and parent.resource_type == 'model'
            and parent.name != 'file_manifest'
        ) -%}
{%- for id in parent.depends_on.nodes if id not in seen -%}
{%- do seen.append(id) -%}
{%- endfor -%}
{%- endif -%}
{%- endfor -%}
{%- endfor -%}
{%- if is_approved('A') %}{% do ref('staffing_answers') %}{% endif -%}
{%- do ref('workers_500k_v9') -%}
with

around as (
    {% for corpus, parent_id in around %}
    select
        '{{ corpus }}' as dataset,
        '{{ parent_id }}' as row_key
    union all
    {%- endfor %}
    select
        cast(null as varchar) as dataset,
        cast(null as varchar) as row_key
    where false

),

found as (

    select
        dataset,
        row_key,
        'reads_around_the_safe_views' as reason
    from around

)

{{ failure_rows('found', ['dataset']) }}
