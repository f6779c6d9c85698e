-- Deterministic pseudo-randomness (hash of row, field and seed) and the
-- weighted choices, spread over slots so that a choice is one join.
create macro h(row_key, field) as
    -- hash() of several columns leaves the low bits of two fields dependent
    hash(xor(row_key::ubigint, hash(field, getvariable('seed')::bigint)));
create macro u(row_key, field) as
    (h(row_key, field) % 1000003)::double / 1000003;
create macro draw(row_key, field, count_of) as
    (h(row_key, field) % count_of)::integer;
create macro bell(row_key, field) as (
    u(row_key, field || '1') + u(row_key, field || '2')
    + u(row_key, field || '3') + u(row_key, field || '4') - 2
) * 1.732;
create macro clock(hour) as
    lpad((hour::int % 24)::varchar, 2, '0') || ':00';
create macro phone_text(digits) as concat(
    '(', digits[1:3], ') ', digits[4:6], '-', digits[7:10]
);
create macro exchange(row_key, field) as
    -- NANP: [2-9]xx, not N11, not 555; 943 is kept for the canaries
    case (200 + h(row_key, field) % 800)::int
        when 211 then '212' when 311 then '312' when 411 then '412'
        when 511 then '512' when 611 then '612' when 711 then '712'
        when 811 then '812' when 911 then '912' when 555 then '556'
        when 943 then '944'
        else (200 + h(row_key, field) % 800)::varchar
    end;
create macro ascii_letters(txt) as
    regexp_replace(lower(strip_accents(txt)), '[^a-z]', '', 'g');

create table first_names as
select row_number() over (order by weight desc, name) as id, *
from read_csv(getvariable('data') || '/first_names.csv', header = true);
create table last_names as
select row_number() over (order by weight desc, name) as id, *
from read_csv(getvariable('data') || '/last_names.csv', header = true);
create table roles as
select row_number() over () as id, *
from read_csv(getvariable('data') || '/roles.csv', header = true);
create table role_synonyms as
from read_csv(getvariable('seeds') || '/role_synonyms.csv', header = true);
create table zip3_state as
from read_csv(
    getvariable('seeds') || '/zip3_state.csv',
    header = true,
    types = {'zip3': 'varchar'}
);
create table documented_values as
from read_csv(
    getvariable('seeds') || '/documented_values.csv', header = true
);
create table states as
from read_csv(
    getvariable('seeds') || '/states.csv',
    header = true,
    types = {'fips': 'varchar'}
);
create table area_codes as
select
    area_code,
    state,
    row_number() over (order by state, area_code) - 1 as id,
    row_number() over (partition by state order by area_code) - 1 as nth,
    count(*) over (partition by state) as code_count
from read_csv(
    getvariable('seeds') || '/area_codes.csv',
    header = true,
    types = {'area_code': 'varchar'}
);

create table places as
select
    row_number() over (order by csv.state, csv.city) as id,
    csv.*,
    st.name as state_name,
    ac.area_code as office_area,
    ac.id as first_code,
    ac.code_count
from read_csv(
    getvariable('data') || '/places.csv',
    header = true,
    types = {'zip3': 'varchar'}
) as csv
join area_codes as ac on ac.state = csv.state and ac.nth = 0
join states as st on st.state = csv.state;

create macro slots(source_table, slot_count) as table
with bounds as (
    select
        id,
        floor(slot_count * sum(weight) over (order by id rows unbounded preceding)
            / sum(weight) over ())::bigint as upto,
        floor(slot_count * (sum(weight) over (order by id rows unbounded preceding) - weight)
            / sum(weight) over ())::bigint as since
    from query_table(source_table)
)
select id, unnest(range(since, upto)) as slot from bounds;

create table first_slots as
select slots.slot, f.name, ascii_letters(f.name) as mail
from slots('first_names', 65536) as slots join first_names as f using (id);
create table last_slots as
select slots.slot, l.name, ascii_letters(l.name) as mail
from slots('last_names', 65536) as slots join last_names as l using (id);
create table place_slots as
select slots.slot, p.id as place_id
from slots('places', 8192) as slots join places as p using (id);
create table roster_places as
from places where state in ('IL', 'IN', 'WI');
create table roster_slots as
select slots.slot, p.id as place_id
from slots('roster_places', 8192) as slots join places as p using (id);
create table role_slots as
select slots.slot, r.id as role_id
from slots('roles', 8192) as slots join roles as r using (id);

create table companies as
select row_number() over () - 1 as id, a.a || ' ' || b.b as company
from (select unnest([
    'Prairie State', 'Great Lakes', 'Lone Star', 'Blue Ridge', 'Tri-County', 'Keystone',
    'Sunbelt', 'Northgate', 'Riverbend', 'Summit', 'Heartland', 'Pioneer', 'Gateway', 'Cascade',
    'Palmetto', 'Bayou', 'High Plains', 'Ironwood', 'Lakeside', 'Meridian'
]) as a) as a, (select unnest([
    'Logistics', 'Foods', 'Packaging', 'Plastics', 'Distribution', 'Manufacturing', 'Cold Storage',
    'Medical Center', 'Health Services', 'Fulfillment', 'Metals', 'Electronics', 'Business Services',
    'Hospitality', 'Insurance Group', 'Auto Parts'
]) as b) as b;

create macro score(row_key, field, mean) as
    round(least(1, greatest(0, mean + 0.13 * bell(row_key, field))), 3)::double;
