-- people_part: some of the people of the whole lakehouse (key person_id), from
-- part_first to before part_end. The streams are cut from all, so a person in
-- two files has one e-mail address.
create or replace temp table people_raw as
with drawn as (
    select
        person_id,
        draw(person_id, 'first', 65536) as first_slot,
        draw(person_id, 'last', 65536) as last_slot,
        case
            when person_id between getvariable('first_roster_person')
                and getvariable('first_sparse_person') - 1 then null
            else draw(person_id, 'place', 8192)
        end as place_slot,
        case
            when person_id between getvariable('first_roster_person')
                and getvariable('first_sparse_person') - 1
                then draw(person_id, 'place', 8192)
        end as roster_slot,
        draw(person_id, 'role', 8192) as role_slot,
        u(person_id, 'archetype') as a
    from range(getvariable('part_first'), getvariable('part_end')) as ids (person_id)
)
select
    d.person_id,
    f.name as first,
    case
        when u(d.person_id, 'initial?') < 0.22
            then chr(65 + draw(d.person_id, 'initial', 26))
    end as initial,
    l.name as last,
    f.mail as first_mail,
    l.mail as last_mail,
    coalesce(ps.place_id, rs.place_id) as place_id,
    ro.role_id,
    case
        when d.a < 0.30 then 'reliable' when d.a < 0.55 then 'steady'
        when d.a < 0.68 then 'communicator' when d.a < 0.80 then 'specialist'
        when d.a < 0.91 then 'newcomer' else 'flaky'
    end as archetype
from drawn as d
join first_slots as f on f.slot = d.first_slot
join last_slots as l on l.slot = d.last_slot
left join place_slots as ps on ps.slot = d.place_slot
left join roster_slots as rs on rs.slot = d.roster_slot
join role_slots as ro on ro.slot = d.role_slot;

create or replace temp table mail as
with styles as (
    select
        person_id,
        case
            when s < 30 then first_mail || '.' || last_mail
            when s < 42 then first_mail || last_mail
            when s < 52 then first_mail || '_' || last_mail
            when s < 68 then first_mail[1:1] || last_mail
            when s < 86 then first_mail || '.' || last_mail || yy
            when s < 92 then last_mail || '.' || first_mail
            else first_mail[1:1] || last_mail || yy
        end as local_part,
        case
            when d < 55 then 'gmail.com' when d < 70 then 'yahoo.com'
            when d < 78 then 'outlook.com' when d < 86 then 'hotmail.com'
            when d < 92 then 'icloud.com' when d < 95 then 'aol.com'
            when d < 97 then 'comcast.net' when d < 99 then 'live.com'
            else 'proton.me'
        end as domain
    from (
        select
            *,
            draw(person_id, 'mail style', 100) as s,
            draw(person_id, 'mail domain', 100) as d,
            lpad(((60 + draw(person_id, 'mail year', 45)) % 100)::varchar, 2, '0') as yy
        from people_raw
    )
),
counted as (
    -- the second jsmith of a domain gets three digits or more, and those of a
    -- later part its number, so that no two people share an address
    select
        *,
        row_number() over (partition by local_part, domain order by person_id) - 1 as nth
    from styles
)
select
    person_id,
    concat(
        local_part,
        case when nth > 0 then 100 + 37 * nth end,
        case when getvariable('part_no') > 0 then '-' || getvariable('part_no') end,
        '@',
        domain
    ) as email
from counted;

create or replace temp view people_part as
select
    p.person_id,
    p.first,
    p.last,
    concat(p.first, ' ' || p.initial || '.', ' ', p.last) as name,
    m.email,
    concat(
        coalesce(elsewhere.area_code, local.area_code),
        exchange(p.person_id, 'exchange'),
        lpad(draw(p.person_id, 'line', 10000)::varchar, 4, '0')
    ) as phone,
    pl.city,
    pl.state,
    pl.state_name,
    pl.office_area,
    concat(pl.zip3, lpad((1 + draw(p.person_id, 'zip', 98))::varchar, 2, '0')) as zip,
    p.role_id,
    p.archetype,
    case p.archetype
        when 'newcomer' then draw(p.person_id, 'years', 2) + 1
        else (1 + floor(22 * pow(u(p.person_id, 'years'), 1.7)))::int
    end as years,
    round(4 * greatest(r.pay_p10 * 0.9, r.pay_p50 * exp(
        least(1.8, greatest(-1.8, bell(p.person_id, 'pay')))
        * case
            when bell(p.person_id, 'pay') > 0 then ln(r.pay_p90 / r.pay_p50)
            else ln(r.pay_p50 / r.pay_p10)
        end / 1.2816
    ))) / 4 as pay
from people_raw as p
join mail as m using (person_id)
join places as pl on pl.id = p.place_id
join roles as r on r.id = p.role_id
join area_codes as local
    on local.id = pl.first_code + draw(p.person_id, 'area', pl.code_count)
left join area_codes as elsewhere
    on elsewhere.id
        = case when u(p.person_id, 'moved') < 0.049 then draw(p.person_id, 'area', 365) end
order by p.person_id;
