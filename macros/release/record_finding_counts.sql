{#- Adds the failures of this run to marts.finding_counts, counted by dataset, field and
    reason; what waivers cover is counted beside them. -#}
{% macro record_finding_counts(run) %}
    {%- set target_table = adapter.get_relation('staffing', 'marts', 'finding_counts') -%}
    {%- set ended = run.tests | selectattr('status', 'in', ['pass', 'warn', 'fail']) | list -%}
    {%- if not target_table or not ended -%}
        {{ return('') }}
    {%- endif -%}
    {%- call statement('record_finding_counts', fetch_result=false) -%}
        insert into {{ target_table }} by name
        {%- for test in ended %}
        select
            '{{ run.run_id }}' as run_id,
            '{{ test.check_id }}' as check_id,
            '{{ test.test }}' as test_name,
            '{{ test.kind }}' as kind,
            dataset,
            field,
            reason,
            cast(coalesce(sum(rows_affected) filter (where not is_waived), 0) as bigint)
                as rows_bad,
            cast(coalesce(sum(rows_affected) filter (where is_waived), 0) as bigint)
                as rows_waived
        from {{ target.database }}.{{ test.evidence }}
        group by dataset, field, reason
        {%- if not loop.last %}
        union all
        {%- endif %}
        {%- endfor %}
    {%- endcall -%}
{% endmacro %}
