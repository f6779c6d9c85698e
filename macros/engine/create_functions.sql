{#- SQL functions that models call by name; they live in the vault.

    replace_each(body, pairs): a text in which each pair's left side is replaced by its right
    one, in the order of the list; the sides are parted by a unit separator. -#}
{% macro create_functions() %}
    create or replace function replace_each(body, pairs) as
        list_reduce(
            list_prepend(body, pairs),
            lambda done, pair: replace(
                done, split_part(pair, chr(31), 1), split_part(pair, chr(31), 2)
            )
        )
{% endmacro %}
