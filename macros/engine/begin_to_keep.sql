{#- Tells the plugin what every node rests on, so that it can say which ones stay
    (is_kept): the SQL functions as they are now. After create_functions(). -#}
{% macro begin_to_keep() %}
    select begin_to_keep(
        coalesce(
            md5(string_agg(
                function_name || parameters::varchar || macro_definition, '' order by function_name
            )),
            ''
        )
    )
    from duckdb_functions()
    where database_name = 'vault' and function_type = 'macro'
{% endmacro %}
