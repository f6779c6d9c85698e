"""Lesson files and lines of outcomes as rows."""

from typing import Any

from python_helpers import json_values as values
from python_helpers import spellings
from python_helpers.json_fields import Picked, Record, keep, pick, unwrap, within_bounds
from python_helpers.json_parties import client_of
from python_helpers.json_plans import extra_json
from python_helpers.json_reader import Document, Unreadable
from python_helpers.provenance import canonical_sha256
from python_helpers.spellings import LESSON, LESSON_WRAPPERS

NO_LESSON = "not an object: a lesson is {scenario, events_total, events_ok, lesson}"
NOTHING_SAID = "no lesson: neither a text nor a count of events"


def read_lessons(
    document: Document, source: str, stem: str
) -> tuple[list[Record], list[tuple[str | None, str]]]:
    """Rows of a lesson file, and (part, reason) of what is no lesson.

    A file holds one lesson or a list of them; `stem` (and '#n' in a list) names a lesson that does
    not name itself.
    """
    several = isinstance(document.record, list)
    rows: list[Record] = []
    rejected: list[tuple[str | None, str]] = []
    for number, record in enumerate(document.record if several else [document.record], start=1):
        try:
            row = _lesson(record, f"{stem}#{number}" if several else stem)
        except Unreadable as problem:
            rejected.append((f"lesson {number}" if several else None, str(problem)))
            continue
        rows.append({"source_path": source, "source_sha256": document.sha256} | row)
    return rows, rejected


def _lesson(record: Any, fallback_id: str) -> Record:
    if not isinstance(record, dict):
        raise Unreadable(NO_LESSON)
    flat = unwrap(record, LESSON_WRAPPERS, LESSON, "text")
    picked = pick(flat, LESSON)
    _open_objects(picked)
    fields = picked.fields
    if not {"text", "events_total", "events_ok"} & set(fields):
        raise Unreadable(NOTHING_SAID)
    identity, name = client_of(picked)
    lesson_id = values.as_identifier(fields.get("lesson_id"))
    if lesson_id is None:
        picked.put_back("lesson_id")
    row = {
        "record_sha256": canonical_sha256(record),
        "lesson_id": lesson_id or fallback_id,
        "plan_ref": _plan_ref(picked),
        "client_id": identity,
        "client_name": name,
        "lesson_date_text": values.as_text(fields.get("date")),
        "lesson_date": values.as_date(fields.get("date")),
        "events_total_text": values.as_text(fields.get("events_total")),
        "events_total": values.as_count(fields.get("events_total")),
        "events_ok_text": values.as_text(fields.get("events_ok")),
        "events_ok": values.as_count(fields.get("events_ok")),
        "lesson_text": values.as_lines(fields.get("text")),
        "extra": extra_json(picked.extra),
    }
    return within_bounds(row)


def _open_objects(picked: Picked) -> None:
    """Read a plan given as an object {id, client, date}, and counts given as one {total, ok}.

    A field that the lesson gives itself wins; the other stays in `extra` with what is left over.
    """
    for field, table in (("plan_ref", spellings.PLAN_REF), ("results", spellings.RESULTS)):
        value = picked.fields.pop(field, None)
        if not isinstance(value, dict):
            if value is not None and field == "plan_ref":
                picked.fields[field] = value
            elif value is not None:
                keep(picked.extra, picked.keys[field], value)
            continue
        inner = pick(value, table)
        key = picked.keys.pop(field)
        for name in list(inner.fields):
            if name in picked.fields:
                inner.drop(name)
            else:
                picked.fields[name] = inner.fields[name]
                picked.keys[name] = f"{key}.{inner.keys[name]}"
        if inner.extra:
            keep(picked.extra, key, inner.extra)


def _plan_ref(picked: Picked) -> str | None:
    """The plan that a record says it is about, by name: of a path, the file's name without .json.

    What is more than a name stays in `extra` as well.
    """
    value = picked.fields.get("plan_ref")
    text = values.as_identifier(value)
    if text is None:
        picked.put_back("plan_ref")
        return None
    name = text.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    name = name[:-5] if name.lower().endswith(".json") else name
    if name != text and name + ".json" != text:
        picked.put_back("plan_ref")
    return name or None


def outcome_row(record: Any, line_no: int, source: str) -> Record:
    """The row of one line of outcomes.jsonl, without the file's hash. Raises Unreadable.

    A count that is written as anything but a whole number stays in `extra` as well.
    """
    if not isinstance(record, dict):
        raise Unreadable("not an object: {plan, event, filled, showed, no_shows}")
    picked = pick(record, spellings.OUTCOME)
    row = {
        "source_path": source,
        "record_sha256": canonical_sha256(record),
        "line_no": line_no,
        "plan_ref": _plan_ref(picked),
        "event_no": _count(picked, "event_no"),
        "filled_count": _count(picked, "filled"),
        "showed_count": _count(picked, "showed"),
        "no_show_count": _count(picked, "no_shows"),
        "recorded_at_text": values.as_text(picked.fields.get("recorded_at")),
        "extra": extra_json(picked.extra),
    }
    return within_bounds(row)


def _count(picked: Picked, field: str) -> int | None:
    value = picked.fields.get(field)
    count = values.as_count(value)
    if value is not None and str(count) != str(value).strip() and count != value:
        picked.put_back(field)
    return count
