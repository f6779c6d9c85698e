{#- One band of a MinHash sketch: three minima under three hash functions, as one number. Two sets
    of Jaccard similarity s share a band with probability s cubed (Broder 1997). -#}
{% macro min_hash_band(shingle, band) -%}
    hash(
        {{ band }},
        {%- for row in range(3) %}
        min(hash({{ shingle }}, {{ band * 3 + row }})){{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
