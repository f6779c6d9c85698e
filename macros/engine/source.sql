{#- A source as a relation that has every registered column: the registry's typed
    columns, then the file's rows matched by name. A missing column is NULL (S01 reports
    it), an extra one rides along, and a stream that is absent is an empty relation.
    A unit test has no registry: its fixture is read as it is.
    Overrides dbt's own source(), so that models read like any other project's. Which files a stream
    has, and what columns of them fit, is asked once in a run: the entry, which all nodes share,
    keeps the answer. -#}
{% macro source(source_name, table_name) -%}
    {%- set relation = builtins.source(source_name, table_name) -%}
    {%- if not execute or source_name == 'flattened' or graph.sources is undefined -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set entry = registry_entry(source_name, table_name) -%}
    {%- if invocation_id not in entry -%}
        {%- do entry.update({invocation_id: registered_relation(entry)}) -%}
    {%- endif -%}
    {{ return(entry[invocation_id]) }}
{%- endmacro %}
