{#- The models that are published. dbt wants the names of refs in its files: the meta test
    every_published_model_is_awaited proves that this list is the project's. -#}
{% macro published_models() %}
    {{ return([
        'workers_safe', 'candidates_safe', 'jobs_safe', 'client_roster_safe',
        'sparse_workers_safe', 'new_candidates_safe', 'plan_events_safe',
        'plan_assignments_safe', 'lessons_safe', 'outcomes_safe',
        'file_manifest', 'stream_inventory', 'field_inventory', 'rejected_inputs',
        'fill_events', 'fill_assignments', 'event_outcomes', 'event_lessons',
        'lesson_totals', 'role_names', 'staff_pool', 'check_results', 'build_fingerprints',
    ]) }}
{% endmacro %}
