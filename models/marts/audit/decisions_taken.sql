with

decisions as (

    select * from {{ ref('decisions') }}

),

taken as (

    select
        decision,
        variable,
        gap,
        question,
        case decision
            {% for letter in ['A', 'B', 'C', 'D'] -%}
            when '{{ letter }}'
                then
                    '{{ "approved" if is_approved(letter) else "declined" }}'
            {% endfor -%}
        end as answer,
        approved_means,
        declined_means
    from decisions

)

select * from taken
