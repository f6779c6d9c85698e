"""A scenario file as rows: one plan, and its events."""

from typing import Any, NamedTuple

from python_helpers import json_values as values
from python_helpers import spellings
from python_helpers.json_fields import Picked, Record, Table, keep, pick, unwrap, within_bounds
from python_helpers.json_parties import client_of, people_of, place_of
from python_helpers.json_reader import Document, Unreadable
from python_helpers.provenance import canonical_json, canonical_sha256
from python_helpers.spellings import PLAN_WRAPPERS

NO_EVENTS = "no list of events: give the plan one, as events: [{time, role, count, city, state}]"
PLACES = Table({name: spellings.EVENT[name] for name in ("city", "state", "zip", "location")})


class PlanRows(NamedTuple):
    """A scenario file: its plan, its events, and (part, reason) of what is no event."""

    plan: Record
    events: list[Record]
    rejected: list[tuple[str, str]]


def read_plan(document: Document, source: str, stem: str) -> PlanRows:
    """Rows of a scenario file; `stem` names a plan that does not name itself.

    Takes an object with events, the same inside a wrapper, or a mere list of events. An event's
    number is its place in the file, from 1, and `n_events` counts what the file lists, also what
    is rejected. Events without a city of their own take the plan's place. Raises Unreadable for a
    file that is no plan.
    """
    picked = _plan_of(document.record)
    events, keys = _events_of(picked)
    identity, name = client_of(picked)
    plan_id = values.as_identifier(picked.fields.get("plan_id"))
    if plan_id is None:
        picked.put_back("plan_id")
    plan: Record = {
        "source_path": source,
        "source_sha256": document.sha256,
        "plan_sha256": canonical_sha256(document.record),
        "plan_id": plan_id or stem,
        "client_id": identity,
        "client_name": name,
        "plan_date_text": values.as_text(picked.fields.get("date")),
        "plan_date": values.as_date(picked.fields.get("date")),
    }
    extra = extra_json(picked.extra)
    place = place_of(pick(picked.extra, PLACES))
    whole = plan | {
        "n_events": len(events),
        "notes": values.as_lines(picked.fields.get("notes")),
        "extra": extra,
    }
    rows = PlanRows(within_bounds(whole), [], [])
    for number, (event, key) in enumerate(zip(events, keys, strict=True), start=1):
        try:
            row = _event(event, key, place)
        except Unreadable as problem:
            rows.rejected.append((f"event {number}", str(problem)))
            continue
        rows.events.append(plan | row | {"event_no": number, "plan_extra": extra})
    return rows


def extra_json(extra: Record) -> str | None:
    """What no field stands for, as canonical JSON; None when there is nothing."""
    return canonical_json(extra) if extra else None


def _plan_of(record: Any) -> Picked:
    if isinstance(record, list):
        record = {"events": record}
        if any(_lists_events(item) for item in record["events"]):
            raise Unreadable("a list of plans: write one plan a file")
    if not isinstance(record, dict):
        raise Unreadable("not an object: a plan is {client, date, events: [...]}")
    return pick(unwrap(record, PLAN_WRAPPERS, spellings.PLAN, "events"), spellings.PLAN)


def _lists_events(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    events = pick(item, spellings.PLAN).fields.get("events")
    return isinstance(events, list) and any(isinstance(event, dict) for event in events)


def _events_of(picked: Picked) -> tuple[list[Any], list[str | None]]:
    """The events, and the key of each where they are an object's values."""
    events = picked.fields.get("events")
    if isinstance(events, list):
        return events, [None] * len(events)
    if not isinstance(events, dict):
        raise Unreadable(NO_EVENTS)
    if {"role", "count"} & set(pick(events, spellings.EVENT).fields):
        return [events], [None]
    return list(events.values()), list(events)


def _event(event: Any, key: str | None, plan_place: Record) -> Record:
    if not isinstance(event, dict):
        raise Unreadable("not an object: {time, role, count, ...}")
    flat = unwrap(event, spellings.EVENT_WRAPPERS, spellings.EVENT, "role")
    picked = pick(flat, spellings.EVENT)
    fields = picked.fields
    if key is not None:
        keep(picked.extra, "key", key)
    place = place_of(picked)
    people = people_of(picked)
    row = {
        "record_sha256": canonical_sha256(event),
        **_times(picked),
        "event_kind": values.as_text(fields.get("event_kind")),
        "role": values.as_text(fields.get("role")),
        "count_text": values.as_text(fields.get("count")),
        "requested_count": values.as_count(fields.get("count")),
        "filled_text": values.as_text(fields.get("filled")),
        "filled_count": values.as_count(fields.get("filled")),
        "status_text": values.as_text(fields.get("status")),
        **(place if place["city"] or not plan_place["city"] else _filled(place, plan_place)),
        "job_order_id": values.as_text(fields.get("job_order_id")),
        "workers": people,
        "required_skills": values.as_list(fields.get("skills")),
        "required_certifications": values.as_list(fields.get("certifications")),
        "notes": values.as_lines(fields.get("notes")),
        "extra": extra_json(picked.extra),
    }
    return within_bounds(row)


def _filled(place: Record, plan_place: Record) -> Record:
    """An event's place, what it does not say taken from the plan's (which keeps it in `extra`)."""
    return {name: text or plan_place[name] for name, text in place.items()}


def _times(picked: Picked) -> Record:
    """Start and end, each as written and as HH:MM, and the day if the event says one.

    A start may be an object {start, end}, or a text with both, as '7am-3pm'; a date of the event's
    own stays in `extra`, beside the start.
    """
    if isinstance(picked.fields.get("start"), dict):
        inner = pick(picked.fields["start"], spellings.EVENT)
        wanted = {"start": inner.fields.get("start"), "end": inner.fields.get("end")}
        if wanted["start"] is not None and "end" not in picked.fields:
            picked.put_back("start")
            picked.fields.update(wanted)
    fields = picked.fields
    start = values.as_moment(fields.get("start"))
    picked.put_back("date")
    return {
        "start_text": values.as_text(fields.get("start")),
        "start_time": start.start,
        "starts_on": start.day or values.as_date(fields.get("date")),
        "end_text": values.as_text(fields.get("end")),
        "end_time": values.as_clock(fields.get("end")) or start.end,
    }
