{#- The models that are published, by the decisions taken. dbt wants the names of refs in its
    files: the meta test every_published_model_is_awaited proves that this is the project's
    list. column_lineage waits for all others: `but_lineage` leaves it out. -#}
{% macro published_models(but_lineage=false) %}
    {%- set models = [
        'file_manifest', 'stream_inventory', 'field_inventory', 'rejected_inputs',
        'quarantined_files', 'role_names', 'check_measures', 'check_results', 'finding_counts',
        'stream_contents', 'search_usefulness', 'audit_usefulness', 'claim_metrics',
        'claim_results',
        'decisions_taken', 'gap_register', 'promise_status', 'release_changes',
    ] -%}
    {%- if is_approved('B') -%}
        {%- set models = models + ['column_lineage'] if not but_lineage else models -%}
        {%- set models = models + [
            'workers_safe', 'candidates_safe', 'jobs_safe', 'client_roster_safe',
            'sparse_workers_safe', 'new_candidates_safe', 'plan_events_safe',
            'plans_safe', 'plan_assignments_safe', 'lessons_safe', 'outcomes_safe',
            'staff_pool', 'stream_overlaps', 'k_anonymity', 'workers_500k_v9',
        ] -%}
    {%- endif -%}
    {%- if is_approved('AB') -%}
        {%- set models = models + [
            'fill_events', 'fill_assignments', 'event_outcomes', 'event_lessons',
            'lesson_totals', 'build_fingerprints', 'staffing_answers', 'retrieval',
            'fill_requests', 'fill_replay', 'fill_shortlist', 'named_worker_fit', 'fill_rates',
            'learning_over_time', 'ledger_days',
        ] -%}
    {%- endif -%}
    {{ return(models) }}
{% endmacro %}
