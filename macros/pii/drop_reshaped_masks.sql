{#- Drops a masked table that an earlier version of its model made with other columns: all its rows
    are stale, and DuckDB alters no table in the transaction that removes its rows. -#}
{% macro drop_reshaped_masks() %}
    {%- set masked = load_cached_relation(this) -%}
    {%- if masked and 'mask_sha256' in model.columns -%}
        {%- set columns = adapter.get_columns_in_relation(masked) | map(attribute='name') -%}
        {%- if columns | sort != model.columns | sort -%}
            {%- do adapter.drop_relation(masked) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
