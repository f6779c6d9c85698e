"""The accepted spellings of each field in plans, lessons and outcomes.

Keys are compared without case, spaces, hyphens and underscores, so `startTime`, `start_time` and
`Start Time` are one spelling. The first spelling that a record has wins; a second one for the same
field stays in `extra`.
"""

from collections.abc import Mapping
from typing import Any

PLAN = {
    "plan_id": ["plan_id", "scenario_id", "scenario", "plan", "id", "name"],
    "client": ["client", "client_id", "customer", "customer_id", "account"],
    "client_name": ["client_name", "customer_name", "company"],
    "date": ["date", "plan_date", "day", "shift_date", "for_date"],
    "events": ["events", "orders", "shifts", "requests", "fills", "slots", "positions"],
    "notes": ["notes", "note", "comment", "comments", "instructions"],
}
EVENT = {
    "event_kind": ["kind", "event_kind", "event_type", "type"],
    "start": ["at", "time", "start", "start_time", "starts_at", "from"],
    "end": ["end", "end_time", "ends_at", "until", "to"],
    "role": ["role", "position", "title", "job_title", "job"],
    "count": ["count", "headcount", "head_count", "qty", "quantity", "needed", "requested"],
    "filled": ["filled", "filled_count", "fill_count"],
    "status": ["status", "state_of_fill", "outcome"],
    "city": ["city", "town"],
    "state": ["state", "province"],
    "zip": ["zip", "zip_code", "postal_code"],
    "location": ["location", "site", "place"],
    "job_order_id": ["job_order_id", "job_order", "order_id", "jo"],
    "workers": ["workers", "assigned", "team", "staff", "crew", "names", "assigned_workers"],
    "skills": ["skills", "required_skills", "must_have"],
    "certifications": ["certifications", "required_certifications", "certs", "certificates"],
    "notes": ["notes", "note", "comment", "comments", "instructions"],
}
CLIENT = {
    "id": ["id", "client_id", "code"],
    "name": ["name", "client_name"],
}
PLACE = {
    "city": ["city", "town"],
    "state": ["state"],
    "zip": ["zip", "zip_code", "postal_code"],
}
WORKER = {
    "worker_id": ["worker_id", "id"],
    "name": ["name", "full_name", "worker", "worker_name"],
    "phone": ["phone", "phone_number", "mobile", "tel"],
    "email": ["email", "email_address", "mail"],
}
LESSON = {
    "lesson_id": ["lesson_id", "id"],
    "plan_ref": ["scenario", "scenario_id", "plan", "plan_id", "scenario_file"],
    "client": ["client", "client_id", "customer", "customer_id"],
    "client_name": ["client_name", "customer_name"],
    "date": ["date", "plan_date", "day", "lesson_date"],
    "events_total": ["events_total", "total_events", "total"],
    "events_ok": ["events_ok", "ok_events", "ok", "filled_events"],
    "text": ["lesson", "retro", "summary", "text", "lessons", "markdown", "body"],
}
OUTCOME = {
    "plan_ref": ["plan", "plan_id", "scenario", "scenario_id"],
    "event_no": ["event", "event_no", "event_number", "n"],
    "filled": ["filled", "filled_count"],
    "showed": ["showed", "showed_count", "shows"],
    "no_shows": ["no_shows", "no_show_count", "noshows"],
    "recorded_at": ["recorded_at", "at", "timestamp"],
}
# Objects that only wrap what they hold.
WRAPPERS = ("plan", "scenario", "lesson", "retro", "data")


def fold(key: str) -> str:
    """A key as it is compared: lower case, without spaces, hyphens and underscores."""
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


def pick(
    record: Mapping[str, Any], table: Mapping[str, list[str]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record's known fields by their names, and the keys that no field takes, as written."""
    by_fold: dict[str, list[str]] = {}
    for key in record:
        by_fold.setdefault(fold(key), []).append(key)
    fields: dict[str, Any] = {}
    taken: set[str] = set()
    for field, spellings in table.items():
        keys = [key for spelling in spellings for key in by_fold.get(fold(spelling), [])]
        free = [key for key in keys if key not in taken and record[key] is not None]
        if free:
            fields[field] = record[free[0]]
            taken.add(free[0])
    return fields, {key: value for key, value in record.items() if key not in taken}
