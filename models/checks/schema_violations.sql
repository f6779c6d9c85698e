{#- The three worker files have one schema, and the roster lacks exactly the
    columns that are documented (var roster_lacks). -#}
with

field_inventory as (

    select * from {{ ref('field_inventory') }}
    where is_in_file

),

worker_columns as (

    select
        stream,
        column_name,
        file_type
    from field_inventory
    where stream in ('workers_500k', 'workers_100k', 'ethereal_workers')

),

streams as (

    select distinct stream from worker_columns

),

all_columns as (

    select distinct column_name from worker_columns

),

unequal as (

    select
        streams.stream as dataset,
        all_columns.column_name as field,
        case
            when worker_columns.column_name is null
                then 'lacks_a_column_of_its_siblings'
            else 'has_another_type_than_workers_500k'
        end as reason
    from streams
    cross join all_columns
    left join worker_columns
        on
            streams.stream = worker_columns.stream
            and all_columns.column_name = worker_columns.column_name
    left join worker_columns as first_file
        on
            all_columns.column_name = first_file.column_name
            and first_file.stream = 'workers_500k'
    where
        worker_columns.column_name is null
        or {{ type_family('worker_columns.file_type') }}
        <> {{ type_family('first_file.file_type') }}

),

roster_columns as (

    select column_name from field_inventory
    where stream = 'client_workersi'

),

documented_lacks as (

    select unnest({{ var('roster_lacks') }}) as column_name

),

full_columns as (

    select column_name from worker_columns
    where stream = 'workers_500k'

),

roster_lacks as (

    select full_columns.column_name
    from full_columns
    left join roster_columns
        on full_columns.column_name = roster_columns.column_name
    where
        roster_columns.column_name is null
        and exists (select stated.column_name from roster_columns as stated)

),

roster_surprises as (

    select
        'client_workersi' as dataset,
        coalesce(
            roster_lacks.column_name, documented_lacks.column_name
        ) as field,
        case
            when documented_lacks.column_name is null
                then 'lack_is_not_documented'
            else 'documented_as_lacking_but_there'
        end as reason
    from roster_lacks
    full outer join documented_lacks
        on roster_lacks.column_name = documented_lacks.column_name
    left join roster_columns
        on documented_lacks.column_name = roster_columns.column_name
    where
        documented_lacks.column_name is null
        or roster_columns.column_name is not null

),

violations as (

    select
        dataset,
        field,
        dataset || '.' || field as row_key,
        reason
    from unequal
    union all
    select
        dataset,
        field,
        dataset || '.' || field as row_key,
        reason
    from roster_surprises

)

select * from violations
