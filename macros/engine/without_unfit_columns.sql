{#- An exclude clause for the columns of a file that are nested or bytes: no cast makes a text
    or a number of them. Empty when there are none. -#}
{% macro without_unfit_columns(location) -%}
    {%- set unfit = run_query(
        "select column_name from (describe from read_parquet(" ~ location
        ~ ", hive_partitioning = false)) where not regexp_full_match(column_type, "
        ~ "'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE"
        ~ "|DECIMAL[(].*[)]|DATE|TIME( WITH TIME ZONE)?|TIMESTAMP.*')"
    ).columns[0].values() -%}
    {%- if unfit -%}
        exclude (
        {%- for name in unfit %}
            "{{ name | replace('"', '""') }}"{{ ',' if not loop.last }}
        {%- endfor %}
        )
    {%- endif -%}
{%- endmacro %}
