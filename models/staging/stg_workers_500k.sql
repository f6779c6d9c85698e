{{ stage_workers(source('datasets', 'workers_500k'), 'workers_500k') }}
