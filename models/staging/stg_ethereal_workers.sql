{{ stage_workers(source('datasets', 'ethereal_workers'), 'ethereal_workers') }}
