{#- DuckDB's full-text index (extension fts) over the column body of a relation. -#}
{% macro full_text_index(relation) -%}
    pragma create_fts_index('{{ relation.database }}.{{ relation.schema }}.{{ relation.identifier }}', 'item_id', 'body', overwrite = 1)
{%- endmacro %}
