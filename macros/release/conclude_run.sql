{#- The end of a run: record the checks' results, publish when the build was whole and
    nothing blocks, and say how things stand. Runs after dbt build and dbt test; under
    docs generate there are no results to speak of. -#}
{% macro conclude_run() %}
    {%- if not execute or flags.WHICH not in ['build', 'test'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set run = {
        'run_id': invocation_id,
        'command': flags.WHICH,
        'why_not_whole': why_not_whole(),
        'declined': declined_decisions(),
        'tests': check_outcomes(results),
        'broken': broken_nodes(results),
        'nodes': results | rejectattr('node.resource_type', 'in', ['operation', 'exposure']) | list | length,
        'exports': exported_marts(),
        'releases_kept': var('releases_kept'),
    } -%}
    {%- do record_finding_counts(run) -%}
    {%- do run.update({'checks': record_check_results(run)}) -%}
    {#- The release copies the file: what the hook's transaction holds has to be in it. -#}
    {%- call statement('settle', auto_begin=true) -%}commit{%- endcall -%}
    {%- do run_query('force checkpoint staffing') -%}
    {%- do run_query('force checkpoint vault') -%}
    {#- The release is read by a database of its own: this one gives up what it keeps. -#}
    {%- do run_query("set memory_limit = '600MB'") -%}
    {%- set said = run_query(
        'select conclude_run(' ~ sql_text(tojson(run)) ~ ')'
    ) -%}
    {%- set ended = fromjson(said.columns[0].values()[0]) -%}
    {%- do print(ended.text) -%}
    {%- if ended.has_failed -%}
        {{ exceptions.raise_compiler_error('No release was made: see the verdict above.') }}
    {%- endif -%}
{% endmacro %}
