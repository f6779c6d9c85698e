{#- Text columns that the registry declares free of personal data, by stream: class none, or
    meta claimed_free_of_pii where a running text is said to name nobody. Returns a list of
    {source_name, stream, columns: [{name, is_running_text}]}; empty while dbt parses. -#}
{% macro columns_declared_free() %}
    {%- set streams = [] -%}
    {%- for entry in registered_streams() if entry.meta.status == 'canonical' -%}
        {%- set columns = [] -%}
        {%- for column in entry.columns.values() if column.data_type == 'varchar' -%}
            {%- if column.meta.get('claimed_free_of_pii') -%}
                {%- do columns.append({'name': column.name, 'is_running_text': true}) -%}
            {%- elif column.meta.get('pii') == 'none' -%}
                {%- do columns.append({'name': column.name, 'is_running_text': false}) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if columns -%}
            {%- do streams.append({
                'source_name': entry.source_name, 'stream': entry.name, 'columns': columns,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(streams) }}
{% endmacro %}
