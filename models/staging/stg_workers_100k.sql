{{ stage_workers(source('datasets', 'workers_100k'), 'workers_100k') }}
