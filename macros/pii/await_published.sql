{#- Makes a test wait for everything that is published: dbt orders by refs, and these
    tests find their relations in the catalog. A meta test proves that the list is whole. -#}
{% macro await_published() %}
    {%- for name in [
        'workers_safe', 'candidates_safe', 'jobs_safe', 'client_roster_safe',
        'sparse_workers_safe', 'new_candidates_safe', 'plan_events_safe',
        'plan_assignments_safe', 'lessons_safe', 'outcomes_safe',
        'file_manifest', 'stream_inventory', 'field_inventory', 'rejected_inputs',
        'fill_events', 'fill_assignments', 'event_outcomes', 'event_lessons',
        'lesson_totals', 'role_names', 'staff_pool', 'check_results', 'build_fingerprints',
    ] -%}
        {%- do ref(name) -%}
    {%- endfor -%}
{% endmacro %}
