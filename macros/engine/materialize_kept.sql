{#- dbt's own materializations on DuckDB, but for what stays: a node whose code and inputs are
    unchanged is not made again (is_kept). -#}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
    {{ return(kept_relation('table') if stays('table') else dbt.materialization_table_duckdb()) }}
{% endmaterialization %}

{% materialization incremental, adapter='duckdb', supported_languages=['sql'] %}
    {%- if stays('table') -%}
        {{ return(kept_relation('table')) }}
    {%- endif -%}
    {%- if is_on_spark() -%}
        {{ return(dbt.materialization_table_duckdb()) }}
    {%- endif -%}
    {%- do drop_reshaped_masks() -%}
    {{ return(dbt.materialization_incremental_duckdb()) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {{ return(kept_relation('view') if stays('view') else dbt.materialization_view_default()) }}
{% endmaterialization %}

{% materialization seed, adapter='duckdb' %}
    {%- if stays('table') -%}
        {%- do store_result('agate_table', response='KEPT') -%}
        {{ return(kept_relation('table')) }}
    {%- endif -%}
    {{ return(dbt.materialization_seed_default()) }}
{% endmaterialization %}

{#- Of a test the evidence stays, and is counted again. One that looks for personal data in texts
    searches them first, where no model did (rows_found). -#}
{% materialization test, adapter='duckdb' %}
    {%- set evidence = adapter.get_relation(database, schema, model.alias) -%}
    {%- if should_store_failures() and is_kept(evidence is not none) -%}
        {%- call statement('main', fetch_result=True) -%}
            {{ get_test_sql(
                'select * from ' ~ evidence,
                config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), limit=none
            ) }}
        {%- endcall -%}
        {{ return({'relations': [evidence]}) }}
    {%- endif -%}
    {%- set meta = config.get('meta', {}) -%}
    {%- if meta.get('searches') and searches_itself(meta.searches) -%}
        {%- do search_published([meta.check_id], meta.searches, found_by(model)) -%}
    {%- endif -%}
    {{ return(dbt.materialization_test_default()) }}
{% endmaterialization %}
