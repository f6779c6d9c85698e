{{ config(enabled=is_approved('B')) }}

with

people as (
    {% for name, has_zip3, has_role in [
        ('workers_safe', true, true),
        ('client_roster_safe', false, true),
        ('sparse_workers_safe', false, true),
        ('candidates_safe', false, false),
        ('new_candidates_safe', false, false),
    ] %}
    select
        'safe.{{ name }}' as relation,
        stream,
        state,
        {{ 'zip3' if has_zip3 else 'cast(null as varchar)' }} as zip3,
        {{ 'role_name' if has_role else 'cast(null as varchar)' }} as role_name
    from {{ ref(name) }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

groups as (

    select
        relation,
        stream,
        count(*) as group_size
    from people
    group by relation, stream, state, zip3, role_name

),

curve as (

    select
        relation,
        stream,
        group_size as k,
        count(*) as groups,
        cast(sum(group_size) as bigint) as people
    from groups
    group by relation, stream, group_size
    order by relation, stream, group_size

)

select * from curve
