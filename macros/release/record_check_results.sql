{#- Adds this run's results to marts.check_results, one row a check and kind. A check of
    several tests has the worst status of them and the sum of their failures. -#}
{% macro record_check_results(run) %}
    {%- set target_table = adapter.get_relation('staffing', 'marts', 'check_results') -%}
    {%- if not target_table or not run.tests -%}
        {{ return('') }}
    {%- endif -%}
    {%- call statement('record_check_results', fetch_result=false) -%}
        insert into {{ target_table }} by name
        with

        outcomes as (

            {%- for test in run.tests %}
            select
                {{ sql_text(test.check_id) }} as check_id,
                {{ sql_text(test.phase) }} as phase,
                {{ sql_text(test.kind) }} as kind,
                {{ sql_text(test.claim) }} as claim,
                {{ sql_text(test.status) }} as status,
                cast({{ test.failures if test.failures is not none else 'null' }} as bigint)
                    as failures,
                {{ test.seconds }} as seconds,
                {{ sql_text(test.evidence) }} as evidence
            {%- if not loop.last %}
            union all
            {%- endif %}
            {%- endfor %}

        )

        select
            '{{ run.run_id }}' as run_id,
            cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp)
                as run_at,
            check_id,
            phase,
            kind,
            any_value(claim) as claim,
            case
                when bool_or(status in ('error', 'skipped', 'runtime error'))
                    then 'not reached'
                when bool_or(status = 'fail') then 'blocked'
                when bool_or(status = 'warn') then 'finding'
                else 'pass'
            end as status,
            cast(sum(failures) as bigint) as rows_bad,
            cast(count(*) as integer) as tests,
            sum(seconds) as seconds,
            list(evidence order by evidence) filter (where failures > 0) as evidence
        from outcomes
        group by check_id, phase, kind
    {%- endcall -%}
{% endmacro %}
