{#- A query of the words that known people's names, and every form of one, begin or end with. -#}
{% macro end_words() %}
with

people as (

    select full_name from {{ ref('stg_people') }}

),

known_names as (

    select {{ normalise_name('full_name') }} as full_name
    from people
    where full_name is not null

)

select distinct
    unnest([
        split_part(full_name, ' ', 1), split_part(full_name, ' ', -1)
    ]) as word
from known_names
{% endmacro %}
