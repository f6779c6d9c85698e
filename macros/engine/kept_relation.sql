{#- What a materialization comes to when the table or view (`kind`) stays: nothing is executed. -#}
{% macro kept_relation(kind) %}
    {%- call noop_statement('main', 'KEPT', 'KEPT', none) %}{% endcall -%}
    {{ return({'relations': [this.incorporate(type=kind)]}) }}
{% endmacro %}
