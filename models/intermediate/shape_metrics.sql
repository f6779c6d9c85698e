{#- Metrics of the data sets' files: how many have the shape of workers or of
    candidates, and how their columns differ. -#}
with

fields as (

    select * from {{ ref('field_inventory') }}
    where is_in_file

),

streams as (

    select * from {{ ref('stream_inventory') }}

),

shapes as (

    select
        stream,
        list(column_name order by column_name) as columns,
        list((column_name, {{ type_family('file_type') }}) order by column_name)
            as typed_columns
    from fields
    group by stream

),

files as (

    select
        shapes.*,
        streams.rows,
        list_has_all(
            shapes.columns, ['worker_id', 'name', 'role', 'email', 'phone']
        ) as is_of_workers,
        shapes.stream in ('candidates', 'new_candidates') as is_of_candidates
    from shapes
    inner join streams on shapes.stream = streams.stream
    where streams.is_present

),

lacking as (

    select count(*) as columns
    from fields as theirs
    left join fields as mine
        on
            theirs.column_name = mine.column_name
            and mine.stream = 'client_workersi'
    where theirs.stream = 'workers_500k' and mine.column_name is null

),

metrics as (

    select
        'rows_of_worker_shape' as metric,
        cast(sum(rows) as bigint) as measured
    from files
    where is_of_workers
    union all
    select
        'files_of_worker_shape' as metric,
        count(*) as measured
    from files
    where is_of_workers
    union all
    select
        'schemas_of_worker_shape' as metric,
        count(distinct typed_columns) as measured
    from files
    where is_of_workers
    union all
    select
        'rows_of_candidate_shape' as metric,
        cast(sum(rows) as bigint) as measured
    from files
    where is_of_candidates
    union all
    select
        'worker_files_have_one_schema' as metric,
        cast(count(distinct typed_columns) = 1 as bigint) as measured
    from files
    where stream in ('workers_500k', 'workers_100k', 'ethereal_workers')
    union all
    select
        'columns_the_roster_lacks' as metric,
        columns as measured
    from lacking

)

select * from metrics
