-- stream_rows: a part of one worker stream, columns as in the file plus what the
-- texts need (key worker_id). Variables: part_first and part_end (its rows),
-- stream_rows (of the whole stream), stream_first_person (its own people),
-- stream_shared (share of rows taken from workers_500k's people), stream_key
-- (keeps the streams' random numbers apart).
create or replace temp table stream_people as
select
    n + 1 as worker_id,
    n + getvariable('stream_key')::bigint as row_key,
    -- the last worker of workers_500k is a canary: no defects, no co-workers
    n + 1 = getvariable('stream_rows') as is_last,
    case
        when u(n + getvariable('stream_key')::bigint, 'shared') < getvariable('stream_shared')
            and n + 1 < getvariable('stream_rows')
            then n * (getvariable('workers_500k') // getvariable('stream_rows'))
        else getvariable('stream_first_person') + n
    end as person_id
from range(getvariable('part_first'), getvariable('part_end')) as ids (n);

-- Views: what they add is written to the file and not kept.
create or replace temp view joined as
select
    sp.worker_id,
    sp.row_key,
    p.* exclude (person_id),
    r.role,
    r.duty,
    c.skills,
    c.certifications,
    c.s1,
    c.s2,
    c.s3,
    c.cert,
    coalesce(co.name, 'the other driver') as coworker,
    cm.company,
    if(sp.is_last, 1, u(sp.row_key, 'defect')) as defect,
    if(sp.is_last, 1, u(sp.row_key, 'phone defect')) as phone_defect,
    if(sp.is_last, 1, u(sp.row_key, 'zip defect')) as zip_defect,
    if(sp.is_last, 1, u(sp.row_key, 'list defect')) as list_defect
from stream_people as sp
join people as p on p.person_id = sp.person_id
join roles as r on r.id = p.role_id
join combos as c on c.combo_id = 64 * p.role_id + draw(sp.row_key, 'combo', 64)
join companies as cm on cm.id = draw(sp.row_key, 'company', 320)
left join stream_people as cop
    on cop.worker_id
        = 1 + getvariable('part_first') + draw(
            sp.row_key,
            'coworker',
            greatest(1, getvariable('part_end') - getvariable('part_first') - 1)
        )
left join people as co on co.person_id = cop.person_id
order by sp.worker_id;

create or replace temp view stream_rows as
select
    worker_id,
    row_key,
    name,
    first,
    last,
    case
        when defect between 0.100 and 0.1015
            then case draw(row_key, 'odd role', 4)
                when 0 then 'Jack of All Trades' when 1 then 'Role TBD'
                when 2 then 'Misc' else 'Second Shift' end
        when defect between 0.110 and 0.112 then lower(role)
        else role
    end as role_value,
    role,
    case
        when defect between 0.200 and 0.206 then null
        when defect between 0.206 and 0.214 then upper(email)
        when defect between 0.214 and 0.215 then email || ' '
        else email
    end as email_value,
    email,
    case
        when phone_defect < 0.004 then null
        when phone_defect < 0.006 then phone[2:10]::bigint
        when phone_defect < 0.0061 then 9999999999
        when phone_defect < 0.0110 then ('1' || phone)::bigint
        else phone::bigint
    end as phone_value,
    phone_text(phone) as phone,
    city,
    case
        when defect between 0.300 and 0.3001 then 'ZZ'
        when defect between 0.310 and 0.3104 then state_name
        when defect between 0.320 and 0.3203 then lower(state)
        else state
    end as state_value,
    state,
    case
        when zip_defect < 0.03 and zip[1:1] = '0' then zip[2:5]
        when zip_defect between 0.03 and 0.033 then lpad((99999 - zip::int)::varchar, 5, '0')
        when zip_defect between 0.033 and 0.035 then null
        else zip
    end as zip_value,
    case
        when list_defect < 0.004 then skills || ', ' || s1
        when list_defect < 0.007 then s1 || ', , ' || s2
        when list_defect < 0.008 then skills || ', '
        else skills
    end as skills_value,
    case
        when list_defect between 0.010 and 0.012 then certifications || ', ' || cert
        when list_defect between 0.012 and 0.013 then certifications || ', '
        else certifications
    end as certifications_value,
    case
        when defect between 0.400 and 0.401
            then case draw(row_key, 'odd archetype', 3)
                when 0 then 'unknown' when 1 then 'night_owl' else 'vip' end
        when defect between 0.401 and 0.402 then upper(archetype)
        else archetype
    end as archetype_value,
    score(row_key, 'reliability', case archetype
        when 'reliable' then 0.90 when 'steady' then 0.82 when 'communicator' then 0.76
        when 'specialist' then 0.80 when 'newcomer' then 0.65 else 0.38 end) as reliability,
    score(row_key, 'responsiveness', case archetype
        when 'reliable' then 0.80 when 'steady' then 0.66 when 'communicator' then 0.93
        when 'specialist' then 0.60 when 'newcomer' then 0.75 else 0.45 end) as responsiveness,
    score(row_key, 'engagement', case archetype
        when 'reliable' then 0.78 when 'steady' then 0.64 when 'communicator' then 0.88
        when 'specialist' then 0.62 when 'newcomer' then 0.72 else 0.40 end) as engagement,
    score(row_key, 'compliance', case archetype
        when 'reliable' then 0.92 when 'steady' then 0.86 when 'communicator' then 0.80
        when 'specialist' then 0.90 when 'newcomer' then 0.60 else 0.52 end) as compliance,
    score(row_key, 'availability', case archetype
        when 'reliable' then 0.70 when 'steady' then 0.74 when 'communicator' then 0.68
        when 'specialist' then 0.45 when 'newcomer' then 0.85 else 0.60 end) as availability,
    years,
    duty,
    s1,
    s2,
    s3,
    cert,
    coworker,
    company,
    printf('%.2f', pay) as pay,
    concat('(', office_area, ') ', exchange(row_key % 97, 'office'), '-01', 10 + draw(row_key, 'office', 60)) as office_phone,
    'jobs@' || lower(replace(city, ' ', '')) || '-staffing.example' as email_office,
    ['Tanya', 'Marcus', 'Dee', 'Lupe', 'Kim B.', 'Rosa', 'Andre', 'Beth', 'Sean', 'Priya', 'Tom W.', 'Nadia'][1 + draw(row_key, 'dispatcher', 12)] as dispatcher,
    ['first', 'second', 'third', 'day', 'night', 'weekend'][1 + draw(row_key, 'shift', 6)] as shift,
    ['busy', 'clean', 'union', 'well-run', 'small', 'demanding'][1 + draw(row_key, 'temper', 6)] as temper,
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'tomorrow', 'tonight'][1 + draw(row_key, 'day', 8)] as day,
    clock(5 + draw(row_key, 'time', 11)) as time,
    clock(13 + draw(row_key, 'time', 11)) as end_time,
    2026 + draw(row_key, 'until', 3) as until,
    15 + 5 * draw(row_key, 'miles', 6) as miles,
    88 + draw(row_key, 'attend', 12) as attend,
    draw(row_key, 'messages', 8) as message_style,
    draw(row_key, 'resume style', 4) as resume_style
from joined;
