{#- SQL functions that models call by name; they live in the vault.

    is_luhn(number)                                card numbers' check digit (ISO/IEC 7812-1)
    is_mod97(number)                               IBAN's check digits (ISO 13616)
    match_type(match)                              type of a match of pii_patterns; NULL: none
    masked_match(match, inner_pad, outer_pad)      what stands in a text for such a match
    matches_of(pieces)                             every second piece
    gaps_of(pieces)                                what stands before each match
    edited_parts(parts, edits)                     parts, some of them replaced by their number
    distinct_entries(entries)                      a list without what it has before
    filled_pieces(pieces, found, masks)            a text of pieces, each that is found replaced
                                                   by the mask at its place
    replace_each(body, searched, labels)           a text in which every match of each expression
                                                   is replaced by the label at its place
    pattern_type(body)                             type of the first personal detail in a text
    without_details(body)                          a short text, or the type of a detail in it
    atoms_of(body, size)                           a text cut into paragraphs, those over `size`
                                                   into sentences, those again into words;
                                                   placeholders stay whole, and nothing is lost
    packed(atoms, size)                            atoms put together as long as they fit `size`;
                                                   blanks at the end do not count
-#}
{% macro create_functions() %}
    create or replace function is_luhn(number) as (
        list_sum(list_transform(
            list_reverse(regexp_extract_all(number, '[0-9]')),
            lambda digit, place:
                cast(digit as integer) * (2 - place % 2)
                - case when cast(digit as integer) * (2 - place % 2) > 9 then 9 else 0 end
        )) % 10 = 0
    );
    create or replace function is_mod97(number) as (
        list_reduce(
            list_prepend(0, list_transform(
                string_split(replace(substr(number, 5) || left(number, 4), ' ', ''), ''),
                lambda sign: ord(sign) - case when sign <= '9' then 48 else 55 end
            )),
            lambda rest, sign: (rest * case when sign > 9 then 100 else 10 end + sign) % 97
        ) = 1
    );
    {%- set rules = pii_rules() %}
    create or replace function match_type(match) as (
        nullif({{ per_rule(rules, 'type') }}, 'KEEP')
    );
    create or replace function masked_match(match, inner_pad, outer_pad) as (
        coalesce({{ per_rule(rules, 'mask') }}, match)
    );
    create or replace function matches_of(pieces) as (pieces[2:len(pieces):2]);
    create or replace function gaps_of(pieces) as (pieces[1:len(pieces) - 1:2]);
    {#- Entries are numbered and sorted, so that a repeated one follows its first; looking each up
        in the list would cost the square of its length, in memory too, since a lambda is given
        its own copy of what it looks into. Most lists repeat nothing, and are not sorted. First
        each [entry, place in the list], by entry and then by place; then each of those beside the
        entry before it. #}
    create or replace function numbered_entries(entries) as (
        list_sort(list_zip(entries, range(1, len(entries) + 1)))
    );
    create or replace function distinct_entries(entries) as (
        case
            when list_unique(entries) = len(entries) then entries
            else list_select(
                entries,
                list_sort(
                    list_transform(
                        list_filter(
                            list_zip(
                                numbered_entries(entries),
                                list_prepend(
                                    null,
                                    list_transform(numbered_entries(entries), lambda pair: pair[1])
                                )[:-2]
                            ),
                            lambda pair: pair[1][1] is distinct from pair[2]
                        ),
                        lambda pair: pair[1][2]
                    )
                )
            )
        end
    );
    create or replace function edited_parts(parts, edits) as (
        case
            when edits is null then parts
            else list_transform(parts, lambda part, part_no: coalesce(edits[part_no], part))
        end
    );
    {#- Two lists: to make a map of them costs as much again as to fill the pieces. #}
    create or replace function filled_pieces(pieces, found, masks) as (
        array_to_string(
            case
                when found is null then pieces
                else list_transform(
                    pieces, lambda piece: coalesce(masks[list_position(found, piece)], piece)
                )
            end,
            ''
        )
    );
    create or replace function replace_each(body, searched, labels) as (
        case
            when searched is null then body
            else list_reduce(
                list_prepend(
                    body,
                    list_transform(
                        searched, lambda pattern, place: pattern || chr(31) || labels[place]
                    )
                ),
                lambda done, pair: regexp_replace(
                    done, split_part(pair, chr(31), 1), split_part(pair, chr(31), 2), 'g'
                )
            )
        end
    );
    create or replace function pattern_type(body) as (
        list_filter(
            list_transform(
                regexp_extract_all(body, {{ pii_pattern() }}),
                lambda match: match_type(match)
            ),
            lambda found: found is not null
        )[1]
    );
    create or replace function without_details(body) as (
        coalesce('[' || pattern_type(body) || ']', body)
    );
    {#- A word of any length is cut at 200 characters. -#}
    create or replace function atoms_of(body, size) as (
        flatten(list_transform(
            regexp_extract_all(body, '(?s).+?(?:\n[ \t]*\n+|$)'),
            lambda paragraph: case
                when length(rtrim(paragraph, e' \n')) <= size then [paragraph]
                else flatten(list_transform(
                    regexp_extract_all(
                        paragraph, '(?s).+?(?:[.!?]["'')\]]*[ \n]+|\n|$)'
                    ),
                    lambda sentence: case
                        when length(rtrim(sentence, e' \n')) <= size then [sentence]
                        else regexp_extract_all(
                            sentence,
                            '(?s)(?:[[][A-Z_]+(?::[A-Za-z0-9_]+)*[]]|[^ \n[]{1,200}|[[])[ \n]{0,200}|[ \n]{1,200}'
                        )
                    end
                ))
            end
        ))
    );
    create or replace function packed(atoms, size) as (
        case
            when len(atoms) > 0 then list_reduce(
                list_transform(atoms, lambda atom: [atom]),
                lambda done, atom: case
                    when length(done[-1]) + length(rtrim(atom[1], e' \n')) <= size
                        then list_append(done[:-2], done[-1] || atom[1])
                    else list_concat(done, atom)
                end
            )
        end
    );
{% endmacro %}
