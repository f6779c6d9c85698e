"""The accepted spellings of each field in plans, lessons and outcomes: data for json_fields.

In each table a field's preferred spelling comes first. `startTime`, `start_time` and `Start Time`
are one spelling.
"""

from python_helpers.json_fields import Table

NOTES = (
    "notes", "note", "comment", "comments", "instructions", "special_instructions", "remarks",
    "description",
)  # fmt: skip
PLAN = Table({
    "plan_id": ("plan_id", "scenario_id", "fill_plan_id", "scenario", "plan", "id"),
    "client_id": ("client_id", "customer_id", "account_id", "client_code"),
    "client": ("client", "customer", "account"),
    "client_name": ("client_name", "customer_name", "account_name", "company", "company_name"),
    "date": (
        "date", "plan_date", "day", "shift_date", "for_date", "service_date", "work_date",
        "scenario_date",
    ),
    "events": (
        "events", "orders", "shifts", "requests", "fills", "slots", "positions", "fill_events",
        "fill_requests", "shift_requests",
    ),
    "notes": NOTES,
})  # fmt: skip
EVENT = Table({
    "event_kind": ("kind", "event_kind", "event_type", "type"),
    "start": (
        "at", "time", "start", "start_time", "starts_at", "start_at", "shift_start", "begin",
        "begins_at", "from", "when", "event_time", "report_time", "datetime", "timestamp",
        "scheduled_at", "scheduled_for", "window", "time_range", "shift_time",
    ),
    "end": ("end", "end_time", "ends_at", "end_at", "shift_end", "until", "to"),
    "date": ("date", "day", "event_date", "shift_date", "start_date", "work_date"),
    "role": (
        "role", "position", "title", "job_title", "job", "role_name", "position_title",
        "occupation",
    ),
    "count": (
        "count", "headcount", "qty", "quantity", "needed", "requested", "requested_count",
        "num_workers", "worker_count", "workers_needed", "workers_requested", "heads", "openings",
        "target_count",
    ),
    "filled": ("filled", "filled_count", "fill_count", "workers_filled", "num_filled"),
    "status": ("status", "fill_status", "state_of_fill", "outcome", "result"),
    "city": ("city", "town", "work_city"),
    "state": ("state", "province", "work_state", "state_code"),
    "zip": ("zip", "zip_code", "postal_code", "postcode"),
    "location": ("location", "place", "city_state", "where"),
    "site": ("site", "work_site", "job_site", "address"),
    "job_order_id": ("job_order_id", "job_order", "order_id", "jo", "jo_id"),
    "workers": (
        "workers", "assigned", "team", "staff", "crew", "names", "assigned_workers",
        "worker_names", "assignments", "filled_by",
    ),
    "skills": ("skills", "required_skills", "must_have", "skills_required"),
    "certifications": (
        "certifications", "required_certifications", "certs", "required_certs", "certificates",
        "certifications_required",
    ),
    "notes": NOTES,
})  # fmt: skip
CLIENT = Table(
    {
        "client_id": ("id", "client_id", "customer_id", "code"),
        "client_name": ("name", "client_name", "customer_name", "company"),
    }
)
PLACE = Table(
    {
        "city": EVENT["city"],
        "state": EVENT["state"],
        "zip": EVENT["zip"],
    }
)
WORKER = Table(
    {
        "worker_id": ("worker_id", "id", "employee_id", "candidate_id"),
        "name": ("name", "full_name", "worker", "worker_name", "display_name"),
        "phone": ("phone", "phone_number", "mobile", "cell", "tel", "telephone"),
        "email": ("email", "email_address", "mail"),
        "first_name": ("first_name", "first", "given_name"),
        "last_name": ("last_name", "last", "surname", "family_name"),
    }
)
LESSON = Table({
    "lesson_id": ("lesson_id", "retro_id", "id"),
    "plan_ref": (
        "scenario_id", "plan_id", "scenario", "plan", "scenario_file", "scenario_path",
        "scenario_name", "plan_file", "plan_ref",
    ),
    "client_id": PLAN["client_id"],
    "client": PLAN["client"],
    "client_name": PLAN["client_name"],
    "date": ("date", "plan_date", "day", "lesson_date", *PLAN["date"][3:]),
    "events_total": ("events_total", "total_events", "event_count", "n_events", "total"),
    "events_ok": ("events_ok", "ok_events", "ok", "filled_events", "events_filled"),
    "results": ("events", "results", "result", "stats", "counts", "totals", "score"),
    "text": (
        "lesson", "retro", "retrospective", "lesson_text", "lesson_md", "markdown", "body", "text",
        "content", "lessons", "lessons_learned", "summary",
    ),
})  # fmt: skip
RESULTS = Table(
    {
        "events_total": (*LESSON["events_total"], "count"),
        "events_ok": (*LESSON["events_ok"], "filled"),
    }
)
PLAN_REF = Table(
    {
        "plan_ref": ("id", *LESSON["plan_ref"], "path", "file", "name"),
        "client_id": LESSON["client_id"],
        "client": LESSON["client"],
        "client_name": LESSON["client_name"],
        "date": LESSON["date"],
    }
)
OUTCOME = Table(
    {
        "plan_ref": ("plan", "plan_id", "scenario", "scenario_id", "plan_ref"),
        "event_no": ("event", "event_no", "event_number", "event_index", "n"),
        "filled": ("filled", "filled_count"),
        "showed": ("showed", "showed_count", "shows", "showed_up"),
        "no_shows": ("no_shows", "no_show_count", "no_show"),
        "recorded_at": ("recorded_at", "at", "timestamp", "logged_at"),
    }
)
# Objects that only wrap what they hold.
PLAN_WRAPPERS = frozenset({"plan", "scenario", "fillplan", "data", "payload"})
EVENT_WRAPPERS = frozenset({"event", "request", "shift", "slot", "order", "fill"})
LESSON_WRAPPERS = frozenset({"lesson", "retro", "retrospective", "data", "payload"})
PERSON_WRAPPERS = frozenset({"worker", "person", "employee", "candidate", "name"})
