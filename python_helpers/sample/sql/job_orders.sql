-- clients (key client_id) and job_orders (key job_order_id). The
-- description is the only place that says years, skills and head count.
create table clients as
select
    printf('CLI-%05d', n + 1) as client_id,
    n as client_row,
    co.company as client_name,
    pl.id as place_id,
    pl.city,
    pl.state,
    case
        when co.company like '%Medical%' or co.company like '%Health%' then 'healthcare'
        when co.company like '%Business%' or co.company like '%Insurance%' then 'office'
        else 'industrial'
    end as main_vertical
from range(getvariable('clients')) as ids (n)
join place_slots as ps on ps.slot = draw(n, 'client place', 8192)
join places as pl on pl.id = ps.place_id
join companies as co on co.id = (n * 37 + 11) % 320
order by client_id;

create temp table order_base as
with drawn as (
    select
        n as row_key,
        floor(getvariable('clients') * pow(u(n, 'client'), 1.8))::bigint as client_row,
        ro.role_id
    from range(getvariable('job_orders')) as ids (n)
    join role_slots as ro on ro.slot = draw(n, 'order role', 8192)
),
placed as (
    select
        d.row_key,
        cl.client_id,
        r.*,
        c.s1,
        c.s2,
        c.s3,
        coalesce(c.cert, 'OSHA-10') as cert,
        coalesce(far.city, cl.city) as city,
        coalesce(far.state, cl.state) as state,
        coalesce(far.zip3, pl.zip3) as zip3,
        coalesce(far.office_area, pl.office_area) as office_area,
        round(4 * greatest(r.pay_p10, r.pay_p50 * exp(
            least(1.6, greatest(-1.6, bell(d.row_key, 'order pay')))
            * ln(r.pay_p90 / r.pay_p50) / 1.2816
        ))) / 4 as pay,
        u(d.row_key, 'order defect') as defect,
        u(d.row_key, 'order zip') as zip_defect
    from drawn as d
    join clients as cl on cl.client_row = d.client_row
    join places as pl on pl.id = cl.place_id
    join roles as r on r.id = d.role_id
    join combos as c
        on c.combo_id = 64 * d.role_id + draw(d.row_key, 'order combo', 64)
    left join place_slots as fs
        on fs.slot = case when u(d.row_key, 'far') < 0.12 then draw(d.row_key, 'far place', 8192) end
    left join places as far on far.id = fs.place_id
)
select
    *,
    concat(zip3, lpad((1 + draw(row_key, 'zip', 98))::varchar, 2, '0')) as zip,
    case
        when defect between 0.100 and 0.115 then round(pay * 1.15 + 0.5, 2)
        else pay
    end as said,
    (1 + floor(34 * pow(u(row_key, 'openings'), 3.2)))::int as openings,
    draw(row_key, 'min years', 4) + 1 as min_years,
    4 + 2 * draw(row_key, 'weeks', 12) as weeks,
    clock(5 + draw(row_key, 'time', 11)) as time,
    clock(13 + draw(row_key, 'time', 11)) as end_time,
    ['first', 'second', 'third', 'night', 'weekend'][1 + draw(row_key, 'shift', 5)] as shift,
    ['busy', 'clean', 'union', 'well-run', 'fast-paced'][1 + draw(row_key, 'temper', 5)] as temper,
    case vertical
        when 'industrial' then ['Distribution center', 'Manufacturer', 'Food plant', 'Warehouse'][1 + draw(row_key, 'kind', 4)]
        when 'healthcare' then ['Hospital', 'Nursing home', 'Clinic'][1 + draw(row_key, 'kind', 3)]
        else ['Insurance office', 'County agency', 'Software company', 'Law office'][1 + draw(row_key, 'kind', 4)]
    end as company_kind,
    ['Dana Whitcombe', 'Luis Abarca', 'Pat Okonedo', 'Jill Farnham', 'Ray Tillotson'][1 + draw(row_key, 'recruiter', 5)] as recruiter
from placed;

create table orders_with_truth as
with worded as (
    select
        *,
        lower(company_kind) as company_kind_low,
        upper(shift[1:1]) || shift[2:] as shift_cap,
        printf('%.2f', said) as said_pay,
        replace(lower(recruiter), ' ', '.') || '@staffingdesk.example' as recruiter_email,
        concat('(', office_area, ') ', exchange(row_key % 53, 'desk'), '-', 3000 + draw(row_key, 'desk', 900)) as recruiter_phone
    from order_base
),
written as (
    select
        *,
        /*phrase:order_open*/ as p_open,
        /*phrase:order_duty*/ as p_duty,
        case when u(row_key, 'no pay') < 0.9 then /*phrase:order_pay*/ end as p_pay,
        case when u(row_key, 'no years') < 0.8 then /*phrase:order_years*/ end as p_years,
        case when u(row_key, 'no count') < 0.85 then /*phrase:order_count*/ end as p_count,
        case when u(row_key, 'no needs') < 0.9 then /*phrase:order_needs*/ end as p_needs,
        case when u(row_key, 'no end') < 0.6 then /*phrase:order_end*/ end as p_end,
        case when u(row_key, 'contact') < 0.015 then /*phrase:order_contact*/ end as p_contact
    from worded
)
select
    printf('JO-%06d', w.row_key + 1) as job_order_id,
    w.client_id,
    case
        when u(w.row_key, 'title') < 0.70 then w.role
        when u(w.row_key, 'title') < 0.85 then coalesce(sy.synonym, w.role)
        when u(w.row_key, 'title') < 0.93 then w.role || ' - ' || w.shift_cap || ' Shift'
        else w.role || ' (Temp-to-Hire)'
    end as title,
    case
        when w.defect between 0.200 and 0.203 then 'light industrial'
        when w.defect between 0.203 and 0.205 then 'Industrial'
        when w.defect between 0.205 and 0.206 then null
        else w.vertical
    end as vertical,
    case
        when w.defect between 0.300 and 0.304 then round(w.pay * 0.9, 2)
        when w.defect between 0.304 and 0.306 then round(w.pay * 40 * 1.45, 2)
        else round(w.pay * (1.35 + 0.25 * u(w.row_key, 'markup')), 2)
    end::double as bill_rate,
    case
        when w.defect between 0.304 and 0.306 then w.pay * 40
        when w.defect between 0.306 and 0.309 then 0
        else w.pay
    end::double as pay_rate,
    case
        when u(w.row_key, 'status') < 0.34 then 'open'
        when u(w.row_key, 'status') < 0.46 then 'partially_filled'
        when u(w.row_key, 'status') < 0.74 then 'filled'
        when u(w.row_key, 'status') < 0.80 then 'on_hold'
        when u(w.row_key, 'status') < 0.92 then 'closed'
        when u(w.row_key, 'status') < 0.985 then 'cancelled'
        when u(w.row_key, 'status') < 0.990 then 'Open'
        else 'pending_po'
    end as status,
    w.city,
    case when w.defect between 0.400 and 0.4003 then 'ZZ' else w.state end as state,
    case
        when w.zip_defect < 0.03 and w.zip[1:1] = '0' then w.zip[2:5]
        when w.zip_defect between 0.03 and 0.033 then lpad((99999 - w.zip::int)::varchar, 5, '0')
        else w.zip
    end as zip,
    case (draw(w.row_key, 'writer', 4))
        when 0 then concat_ws(' ', w.p_open, w.p_duty, w.p_pay, w.p_years, w.p_count, w.p_needs, w.p_end, w.p_contact)
        when 1 then concat_ws(' ', w.p_open, w.p_pay, w.p_count, w.p_duty, w.p_needs, w.p_years, w.p_contact)
        when 2 then concat_ws(chr(10), w.p_open, '- ' || w.p_duty, '- ' || w.p_pay, '- ' || w.p_years, '- ' || w.p_needs, '- ' || w.p_count, w.p_end, w.p_contact)
        else concat_ws(' ', w.p_open, w.p_years, w.p_needs, w.p_count, w.p_pay, w.p_contact, w.p_end)
    end as description,
    w.p_pay is not null as says_pay,
    round(w.said, 2) as said_pay,
    w.p_contact is not null as has_contact
from written as w
left join (
    select role, any_value(synonym order by synonym) as synonym
    from role_synonyms group by role
) as sy using (role)
order by job_order_id;
