-- The rosters, the sparse file, the candidates and the three new ones.
create macro phone_style(digits, row_key) as
    case
        when u(row_key, 'phone style') < 0.50 then phone_text(digits)
        when u(row_key, 'phone style') < 0.70
            then concat_ws('-', digits[1:3], digits[4:6], digits[7:10])
        when u(row_key, 'phone style') < 0.78
            then concat_ws('.', digits[1:3], digits[4:6], digits[7:10])
        when u(row_key, 'phone style') < 0.86
            then concat('+1 ', digits[1:3], ' ', digits[4:6], ' ', digits[7:10])
        when u(row_key, 'phone style') < 0.92 then digits
        when u(row_key, 'phone style') < 0.96
            then concat(phone_text(digits), ' x', 100 + draw(row_key, 'ext', 800))
        else concat(
            concat_ws('-', digits[1:3], digits[4:6], digits[7:10]),
            ' ext. ', 10 + draw(row_key, 'ext', 80)
        )
    end;

create temp table roster_people as
with known as (
    -- people of workers_500k who work near the client
    select p.person_id
    from people as p
    join roles as r on r.id = p.role_id
    where
        p.person_id < getvariable('workers_500k') - 1
        and p.state in ('IL', 'IN', 'WI')
        and r.vertical = 'industrial'
    order by h(p.person_id, 'roster'), p.person_id
    limit (getvariable('client_workersi') * 3) // 5
),
own as (
    select getvariable('first_roster_person') + n as person_id
    from range(getvariable('client_workersi')) as ids (n)
)
select
    person_id,
    row_number() over (order by person_id) as roster_row
from (
    from known
    union all
    from (
        from own
        order by person_id desc
        limit getvariable('client_workersi') - (select count(*) from known)
    )
);

create table client_workersi as
select
    case
        when p.person_id < getvariable('workers_500k') then p.person_id + 1
        else 900000 + rp.roster_row
    end::bigint as worker_id,
    p.name,
    r.role,
    p.city,
    p.state,
    p.email,
    case
        when rp.roster_row = getvariable('client_workersi') then phone_text(p.phone)
        else phone_style(p.phone, p.person_id)
    end as phone,
    c.skills,
    c.certifications,
    score(p.person_id, 'roster availability', 0.75) as availability,
    score(p.person_id, 'roster reliability', 0.80) as reliability,
    p.archetype
from roster_people as rp
join people as p using (person_id)
join roles as r on r.id = p.role_id
join combos as c
    on c.combo_id = 64 * p.role_id + draw(p.person_id, 'roster combo', 64)
order by worker_id;

create table client_workerskjkk as
with ranked as (
    -- the copy differs in the last person (the canary) and a few others
    select
        *,
        row_number() over (order by worker_id desc) as from_end,
        row_number() over (order by h(worker_id, 'typo'), worker_id) as nth
    from client_workersi
),
changed as (
    select *, greatest(1, getvariable('client_workersi') // 18) as changes from ranked
),
stand_in as (
    select * from people where person_id = getvariable('first_roster_person')
)
select
    cw.worker_id,
    if(cw.from_end = 1, si.name, cw.name) as name,
    cw.role,
    if(cw.from_end = 1, si.city, cw.city) as city,
    if(cw.from_end = 1, si.state, cw.state) as state,
    if(cw.from_end = 1, si.email, cw.email) as email,
    case
        when cw.from_end = 1 then phone_text(si.phone)
        when cw.nth <= cw.changes and cw.nth % 2 = 0
            then right(regexp_replace(cw.phone, '[^0-9]', '', 'g'), 10)
        else cw.phone
    end as phone,
    cw.skills,
    cw.certifications,
    case
        when cw.nth <= cw.changes then round(1 - cw.availability, 3)
        else cw.availability
    end as availability,
    cw.reliability,
    cw.archetype
from changed as cw cross join stand_in as si
order by cw.worker_id;

create temp table sparse_base as
select
    n as row_key,
    n = getvariable('sparse_workers') - 1 as canary,
    p.*,
    r.role,
    co.name as coworker,
    'first' as shift,
    'Monday' as day,
    clock(8 + n % 8) as time
from range(getvariable('sparse_workers')) as ids (n)
join people as p on p.person_id = case
    when n % 10 < 3 and n < getvariable('sparse_workers') - 1
        then n * 2 % (getvariable('workers_500k') - 1)
    else getvariable('first_sparse_person') + n
end
join people as co on co.person_id = n
join roles as r on r.id = p.role_id;

create table sparse_workers as
select
    case
        when canary then name
        when u(row_key, 'name style') < 0.06 then upper(name)
        when u(row_key, 'name style') < 0.12 then concat(last, ', ', first)
        else name
    end as name,
    case
        when canary then phone_text(phone)
        when u(row_key, 'no phone') < 0.1 then null
        else phone_style(phone, row_key)
    end as phone,
    if(u(row_key, 'no role') < 0.15 and not canary, null, role) as role,
    if(u(row_key, 'no city') < 0.05, null, city) as city,
    case
        when u(row_key, 'state') < 0.03
            then state_name
        else state
    end as state,
    case
        when canary then 'E-mail ' || email || ', call ' || phone_text(phone)
        when u(row_key, 'note') < 0.6 then text
    end as notes
from (
    select * exclude (phone), phone_digits as phone, /*phrase:note*/ as text
    from (select * exclude (phone), phone as phone_digits, phone_text(phone) as phone from sparse_base)
) as sparse_base
order by row_key;

create table candidates as
select
    printf('CAND-%05d', n + 1) as candidate_id,
    p.first as first_name,
    p.last as last_name,
    p.email,
    phone_text(p.phone) as phone,
    p.city,
    p.state,
    case
        when u(n, 'candidate list') < 0.01 then c.skills || ', ' || c.s1
        when u(n, 'candidate list') < 0.015 then c.s1 || ', , ' || c.s2
        else c.skills
    end as skills,
    p.years::integer as years_experience,
    round(p.pay)::integer as hourly_rate_usd,
    case
        when u(n, 'status') < 0.30 then 'new'
        when u(n, 'status') < 0.52 then 'active'
        when u(n, 'status') < 0.62 then 'interviewing'
        when u(n, 'status') < 0.76 then 'placed'
        when u(n, 'status') < 0.93 then 'inactive'
        when u(n, 'status') < 0.96 then 'do_not_contact'
        when u(n, 'status') < 0.975 then 'Active'
        when u(n, 'status') < 0.99 then 'ghosted'
        else 'pending_docs'
    end as status
from range(getvariable('candidates')) as ids (n)
join people as p on p.person_id = case
    when n % 25 = 7 then n * 11 % (getvariable('workers_500k') - 1)
    else getvariable('first_candidate_person') + n
end
join combos as c on c.combo_id = 64 * p.role_id + draw(n, 'candidate combo', 64)
order by candidate_id;

create table new_candidates as
select
    p.name,
    phone_style(p.phone, p.person_id) as phone,
    p.email,
    p.city,
    p.state,
    c.skills,
    p.years::integer as years
from people as p
join combos as c on c.combo_id = 64 * p.role_id + p.person_id % 64
where p.person_id >= getvariable('first_new_person')
order by p.person_id;
