{#- CTEs that find full names of known people in lower case; the last, `lower_pairs`, has for each
    text_no the pairs that replace_each() takes. Needs the CTEs `lower_spans` and `known_forms`. -#}
{% macro lower_names() %}
lower_names as (

    select distinct
        lower_spans.text_no,
        lower_spans.full_name,
        known_forms.name_token
    from lower_spans
    inner join known_forms on lower_spans.full_name = known_forms.full_name

),

lower_pairs as (

    select
        text_no,
        list(
            '\b' || replace(full_name, ' ', '[.]?[ \n]') || '\b'
            || chr(31) || '[PERSON:' || name_token || ']'
            order by
                length(full_name) desc,
                full_name
        ) as pairs
    from lower_names
    group by text_no

)
{% endmacro %}
