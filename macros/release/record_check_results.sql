{#- Adds this run to marts.check_results: one row for every check of the catalogue, also for
    those that did not run. The worst of a check's tests is its status; R01, whether every
    check ran, is judged here, since no data test can know what ran. -#}
{% macro record_check_results(run) %}
    {%- set target_table = adapter.get_relation('staffing', 'marts', 'check_results') -%}
    {%- set measures = adapter.get_relation('staffing', 'marts', 'check_measures') -%}
    {%- set catalogue = adapter.get_relation('staffing', 'facts', 'check_catalogue') -%}
    {%- if not target_table or not catalogue -%}
        {{ return([]) }}
    {%- endif -%}
    {%- call statement('record_check_results', fetch_result=false) -%}
        insert into {{ target_table }} by name
        with

        outcomes as (

            select unnest(
                cast({{ sql_text(tojson(run.tests)) }}::json as struct(
                    test varchar, check_id varchar, kind varchar, status varchar,
                    failures bigint, seconds double, is_kept boolean, evidence varchar,
                    must_read boolean, read struct(id varchar, rows bigint)[]
                )[]),
                max_depth := 2
            )

        ),

        relations_read as (

            select distinct check_id, unnest(read, max_depth := 2)
            from outcomes

        ),

        rows_read as (

            select check_id, cast(sum(rows) as bigint) as rows_read
            from relations_read
            group by check_id

        ),

        waived as (

            select check_id, sum(rows_waived) as rows_waived
            from staffing.marts.finding_counts
            where run_id = '{{ run.run_id }}'
            group by check_id

        ),

        tested as (

            select
                check_id,
                bool_or(status = 'fail') as is_blocked,
                bool_or(status in ('error', 'skipped', 'runtime error')) as is_broken,
                bool_or(status = 'warn') as has_findings,
                bool_or(must_read) as must_read,
                cast(sum(failures) as bigint) as rows_bad,
                cast(count(*) as integer) as tests,
                cast(count(*) filter (where is_kept) as integer) as tests_kept,
                sum(seconds) as seconds,
                list(evidence order by evidence) filter (where failures > 0) as evidence
            from outcomes
            group by check_id

        ),

        judged as (

            select
                catalogue.*,
                tested.* exclude (check_id),
                rows_read.rows_read,
                cast(coalesce(waived.rows_waived, 0) as bigint) as rows_waived,
                case
                    when tested.is_blocked then null
                    when tested.is_broken then 'its test did not run to its end'
                    when tested.must_read and rows_read.rows_read = 0
                        then 'there is nothing for it to read'
                    when tested.check_id is not null then null
                    {% for letter in declined_decisions() -%}
                    when contains(catalogue.decision, '{{ letter }}')
                        then 'decision {{ letter }} is declined'
                    {% endfor -%}
                    {% if run.why_not_whole -%}
                    when true then {{ sql_text(run.why_not_whole) }}
                    {% endif -%}
                    else 'it has no test'
                end as why_not_reached
            from {{ catalogue }} as catalogue
            left join tested on catalogue.check_id = tested.check_id
            left join rows_read on catalogue.check_id = rows_read.check_id
            left join waived on catalogue.check_id = waived.check_id
            where catalogue.check_id <> 'R01'

        ),

        complete as (

            select
                catalogue.check_id,
                catalogue.phase,
                catalogue.gap,
                catalogue.kind,
                catalogue.claim,
                {{ sql_text(run.why_not_whole) }} as why_not_reached,
                count(*) filter (
                    where judged.why_not_reached in (
                        'its test did not run to its end', 'it has no test'
                    )
                ) as rows_bad,
                count(*) as rows_read
            from {{ catalogue }} as catalogue
            cross join judged
            where catalogue.check_id = 'R01'
            group by all

        ),

        results as (

            select
                check_id, phase, gap, kind, claim, why_not_reached,
                case
                    when why_not_reached is not null then 'not reached'
                    when is_blocked then 'blocked'
                    when has_findings then 'finding'
                    else 'pass'
                end as status,
                rows_read, rows_bad, rows_waived, tests, tests_kept, seconds, evidence
            from judged
            union all by name
            select
                check_id, phase, gap, kind, claim, why_not_reached,
                case
                    when why_not_reached is not null then 'not reached'
                    when rows_bad > 0 then 'finding'
                    else 'pass'
                end as status,
                rows_read,
                rows_bad,
                0 as rows_waived,
                0 as tests,
                0 as tests_kept,
                0 as seconds,
                ['marts.check_results'] as evidence
            from complete

        )

        select
            '{{ run.run_id }}' as run_id,
            cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp)
                as run_at,
            getvariable('given').git_commit as git_commit,
            results.* exclude (rows_read, rows_bad),
            case when results.status <> 'not reached'
                then coalesce(results.rows_read, 0) end as rows_read,
            case when results.status <> 'not reached'
                then coalesce(results.rows_bad, 0) end as rows_bad,
            case when results.status <> 'not reached' then
                {{ 'coalesce(measures.measured, results.rows_bad, 0)' if measures
                    else 'coalesce(results.rows_bad, 0)' }}
            end as measured,
            {{ 'coalesce(measures.expected, 0)' if measures else '0' }} as expected,
            {{ "coalesce(measures.unit, 'failures')" if measures else "'failures'" }} as unit
        from results
        {%- if measures %}
        left join {{ measures }} as measures on results.check_id = measures.check_id
        {%- endif %}
    {%- endcall -%}
    {%- set rows = [] -%}
    {%- for row in run_query(
        "select to_json(r) as line from " ~ target_table ~ " as r where run_id = '"
        ~ run.run_id ~ "' order by check_id"
    ).rows -%}
        {%- do rows.append(fromjson(row['line'])) -%}
    {%- endfor -%}
    {{ return(rows) }}
{% endmacro %}
