{#- Whether the decisions that something rests on are approved: letters of the decisions A
    to D, as the var names begin. Anything but approved and declined is a mistake. -#}
{% macro is_approved(letters) -%}
    {%- set decisions = {
        'A': 'decision_a_fill_event_ledger',
        'B': 'decision_b_safe_views',
        'C': 'decision_c_remove_typo_file',
        'D': 'decision_d_phone_as_string',
    } -%}
    {%- set declined = [] -%}
    {%- for letter in letters -%}
        {%- set decision = var(decisions[letter], 'approved') -%}
        {%- if decision not in ['approved', 'declined'] -%}
            {{ exceptions.raise_compiler_error(
                decisions[letter] ~ " must be approved or declined, not '" ~ decision ~ "'"
            ) }}
        {%- endif -%}
        {%- if decision == 'declined' -%}
            {%- do declined.append(letter) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(declined == []) }}
{%- endmacro %}
