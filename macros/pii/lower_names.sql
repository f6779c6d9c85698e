{#- CTEs that find full names of known people in lower case; the last, `lower_labels`, has for each
    text_no what replace_each() takes: searched, labels. Needs the CTEs `lower_spans` and `known_forms`. -#}
{% macro lower_names() %}
lower_names as (

    select distinct
        lower_spans.text_no,
        lower_spans.full_name,
        known_forms.name_token
    from lower_spans
    inner join known_forms on lower_spans.full_name = known_forms.full_name

),

lower_labels as (

    select
        text_no,
        list(
            '\b' || replace(full_name, ' ', '[.]?[ \n]') || '\b'
            order by
                length(full_name) desc,
                full_name
        ) as searched,
        list(
            '[PERSON:' || name_token || ']'
            order by
                length(full_name) desc,
                full_name
        ) as labels
    from lower_names
    group by text_no

)
{% endmacro %}
