{#- True when a stream's file is to be read: it is not declared absent, and where it is
    optional its file is there. A required file that is missing is the gate's to report. -#}
{% macro stream_is_present(entry, location) %}
    {%- if entry.name in var('absent_streams') -%}
        {{ return(false) }}
    {%- elif entry.meta.is_required -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set files = run_query("select count(*) from glob(" ~ location ~ ")") -%}
    {{ return(files.columns[0].values()[0] > 0) }}
{% endmacro %}
