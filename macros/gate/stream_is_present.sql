{#- True when a stream's file is to be read: it is not declared absent, and where the gate does
    not ask for it (it is optional, or quarantined) it is there and can be read. -#}
{% macro stream_is_present(entry) %}
    {%- if entry.name in var('absent_streams') -%}
        {{ return(false) }}
    {%- elif entry.meta.is_required -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set path = 'data/' ~ entry.meta.folder ~ '/' ~ entry.name ~ '.parquet' -%}
    {%- set files = run_query(
        "select count(*) from " ~ builtins.source('flattened', 'files')
        ~ " where is_readable and path = " ~ sql_text(path)
    ) -%}
    {{ return(files.columns[0].values()[0] > 0) }}
{% endmacro %}
