{#- The published models that every run adds to, and those that are made of them. The meta test
    every_published_model_is_awaited proves that these are all. -#}
{% macro run_logs() %}
    {{ return([
        'build_fingerprints', 'check_results', 'finding_counts', 'gap_register', 'promise_status',
        'release_changes',
    ]) }}
{% endmacro %}
