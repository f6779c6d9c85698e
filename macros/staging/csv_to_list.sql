{#- A comma-separated text as a list: trimmed, without empty and repeated entries, in the
    order written. NULL stays NULL. -#}
{% macro csv_to_list(column) -%}
    distinct_entries(
        list_filter(
            list_transform(
                string_split({{ column }}, ','), lambda entry: trim(entry)
            ),
            lambda entry: entry <> ''
        )
    )
{%- endmacro %}
