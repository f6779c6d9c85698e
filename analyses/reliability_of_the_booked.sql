{{ config(enabled=is_approved('AB')) }}
-- Are the people who are booked more reliable than those who are not?
-- Workers that plans name and that were found on file, against all others.
with

workers as (

    select * from {{ ref('workers_safe') }}

),

assignments as (

    select * from {{ ref('fill_assignments') }}

),

booked as (

    select distinct
        stream,
        source_row
    from assignments
    where source_row is not null

),

compared as (

    select
        if(booked.source_row is null, 'never booked', 'booked') as who,
        count(*) as workers,
        round(median(workers.reliability), 2) as median_reliability,
        round(median(workers.responsiveness), 2) as median_responsiveness,
        round(median(workers.availability), 2) as median_availability,
        count(*) filter (where workers.reliability < 0.5) as below_one_half
    from workers
    left join booked
        on
            workers.stream = booked.stream
            and workers.source_row = booked.source_row
    group by who
    order by who

)

select * from compared
