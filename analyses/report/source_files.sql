-- Which files were read, and is each the same after the run as before?
with

files as (

    select * from {{ ref('file_manifest') }}

),

results as (

    select * from {{ ref('check_results') }}

),

latest as (

    select arg_max(run_id, run_at) as run_id from results

),

hashed_again as (

    select results.status
    from results
    inner join latest on results.run_id = latest.run_id
    where results.check_id = 'G05'

),

listed as (

    select
        files.folder,
        files.path,
        files.rows,
        files.bytes,
        files.sha256,
        case
            when hashed_again.status = 'pass' then 'the same'
            when hashed_again.status in ('blocked', 'finding')
                then 'not all are the same, see G05'
            else 'not compared'
        end as sha256_after
    from files
    left join hashed_again on true
    order by files.folder, files.path

)

select * from listed
