-- The stream's file: its columns, with the two free texts written here.
-- stream_rows comes in order of worker_id and DuckDB keeps it.
select
    worker_id::bigint as worker_id,
    name,
    role_value as role,
    email_value as email,
    phone_value as phone,
    city,
    state_value as state,
    zip_value as zip,
    skills_value as skills,
    certifications_value as certifications,
    archetype_value as archetype,
    reliability,
    responsiveness,
    engagement,
    compliance,
    availability,
    concat_ws(
        ' | ',
        /*phrase:message_1*/,
        /*phrase:message_2*/,
        case when message_style > 0 then /*phrase:message_3*/ end,
        case when message_style > 3 then /*phrase:message_4*/ end,
        case when message_style = 7 then /*phrase:message_5*/ end
    ) as communications,
    concat_ws(
        ' ',
        /*phrase:resume_open*/,
        /*phrase:resume_skill*/,
        case when cert is not null then /*phrase:resume_cert*/ end,
        case when resume_style > 0 then /*phrase:resume_end*/ end,
        case when resume_style = 3 then 'References on request.' end
    ) as resume_text
from stream_rows
