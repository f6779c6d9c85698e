with

contents as (

    select * from {{ ref('stream_contents') }}

),

measured as (

    select
        *,
        cast(len(when_columns) > 0 as integer)
        + cast(len(verdict_columns) > 0 as integer)
        + cast(len(link_columns) > 0 as integer) as answers
    from contents

),

rated as (

    select
        stream,
        case answers when 3 then 'High' when 2 then 'Medium' else 'Low' end
            as usefulness,
        concat_ws(
            ', ',
            if(len(when_columns) > 0, 'says when', 'does not say when'),
            if(
                len(verdict_columns) > 0,
                'says how it ended', 'does not say how it ended'
            ),
            if(
                len(link_columns) > 0,
                'points at other records', 'points at no other record'
            )
        ) as rule,
        when_columns,
        verdict_columns,
        link_columns,
        rows
    from measured
    order by stream

)

select * from rated
