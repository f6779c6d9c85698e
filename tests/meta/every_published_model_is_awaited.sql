{{ config(fail_calc='count(*)') }}
{#- The checks over all that is published wait for published_models():
    fails for a published model that is not on that list, and the other
    way round. -#}
{%- set folders = ['safe', 'inventory', 'marts'] -%}
{%- set in_project = graph.nodes.values()
    | selectattr('resource_type', 'equalto', 'model')
    | selectattr('schema', 'in', folders)
    | map(attribute='name') | list if execute else [] -%}
{#- A model that reads a run log is made of it, through however many others. -#}
{%- set grown = namespace(ids=[], more=true) -%}
{%- for step in range(20) if grown.more -%}
    {%- set grown.more = false -%}
    {%- for node in (graph.nodes.values() if execute else []) if (
        node.resource_type == 'model' and node.unique_id not in grown.ids
        and node.name != 'column_lineage'
    ) -%}
        {%- set reads = node.depends_on.nodes | select('in', grown.ids) | list -%}
        {%- if node.config.meta.get('is_run_log') or reads -%}
            {%- do grown.ids.append(node.unique_id) -%}
            {%- set grown.more = true -%}
        {%- endif -%}
    {%- endfor -%}
{%- endfor -%}
{%- set made_of_logs = [] -%}
{%- for id in grown.ids if graph.nodes[id].name in in_project -%}
    {%- do made_of_logs.append(graph.nodes[id].name) -%}
{%- endfor -%}
with

listed as (

    select unnest({{ published_models() }}) as model_name

),

in_project as (

    select unnest({{ in_project or ['none'] }}) as model_name

),

differences as (

    select
        coalesce(listed.model_name, in_project.model_name) as model_name,
        case
            when listed.model_name is null then 'not in published_models()'
            else 'not a published model'
        end as reason
    from listed
    full outer join in_project on listed.model_name = in_project.model_name
    where listed.model_name is null or in_project.model_name is null
    union all
    select
        unnest({{ made_of_logs or ['none'] }}) as model_name,
        'made of a run log, and not in run_logs()' as reason
    except
    select
        unnest({{ run_logs() + ([] if made_of_logs else ['none']) }})
            as model_name,
        'made of a run log, and not in run_logs()' as reason

)

select * from differences
