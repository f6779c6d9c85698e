{#- The rules of a var in their order, each ready for use: rule, type, before, value, after and
    must_match as regular expressions with the fragments filled in, `proof`, `has_token` and
    `whole`, the expression of a match with what stands beside it. -#}
{% macro pii_rules(name='pii_patterns') %}
    {%- set rules = [] -%}
    {%- for entry in var(name) -%}
        {%- set before = filled_in(entry.get('before', '')) -%}
        {%- set value = '(?:' ~ filled_in(entry['value'] | join('|')) ~ ')' -%}
        {%- set after = filled_in(entry.get('after', '')) -%}
        {%- do rules.append({
            'rule': entry['rule'],
            'type': entry['type'],
            'before': before,
            'value': value,
            'after': after,
            'must_match': entry.get('must_match'),
            'proof': entry.get('proof'),
            'has_token': entry.get('has_token', true),
            'whole': before ~ value ~ after,
        }) -%}
    {%- endfor -%}
    {{ return(rules) }}
{% endmacro %}
