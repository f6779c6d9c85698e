{{ config(fail_calc='count(*)') }}
{#- The checks over all that is published wait for published_models():
    fails for a published model that is not on that list, and the other
    way round. -#}
{%- set folders = ['safe', 'inventory', 'marts'] -%}
{%- set in_project = graph.nodes.values()
    | selectattr('resource_type', 'equalto', 'model')
    | selectattr('schema', 'in', folders)
    | map(attribute='name') | list if execute else [] -%}
{%- set made_of_logs = models_of_run_logs()
    | select('in', in_project) | list -%}
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
