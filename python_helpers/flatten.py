"""Scenario, lesson and outcome JSON as rows, whoever wrote it and however.

Each file becomes rows of a fixed schema; what no field stands for is kept in `extra`, what cannot
be read becomes a row of `rejected` with the file and the reason, and nothing is guessed: beside a
typed value lies the text it came from. Same files, same rows, in the order of paths.

Usable alone: python -m python_helpers.flatten DIR OUT.parquet
"""

import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import rfc8785

from python_helpers import json_reader, spellings
from python_helpers import json_values as values
from python_helpers.json_reader import Unreadable
from python_helpers.provenance import FOLDERS, OUTCOMES, canonical_sha256, file_sha256

Record = dict[str, Any]
PERSON = pa.struct([(name, pa.string()) for name in ("worker_id", "name", "phone", "email")])


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


def _text(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, pa.string())


PLANS = _schema(
    **_text("source_path", "source_sha256", "plan_sha256", "plan_id", "client_id", "client_name"),
    **_text("plan_date_text"), plan_date=pa.date32(), n_events=pa.int32(), **_text("notes", "extra"),
)  # fmt: skip
EVENTS = _schema(
    **_text("source_path", "source_sha256", "plan_sha256", "record_sha256", "plan_id"),
    **_text("client_id", "client_name", "plan_date_text"), plan_date=pa.date32(),
    event_no=pa.int32(), **_text("event_kind", "start_text", "start_time", "end_text", "end_time"),
    starts_on=pa.date32(), **_text("role", "count_text"), requested_count=pa.int32(),
    **_text("filled_text"), filled_count=pa.int32(),
    **_text("status_text", "city", "state", "zip", "job_order_id"), workers=pa.list_(PERSON),
    required_skills=pa.list_(pa.string()), required_certifications=pa.list_(pa.string()),
    **_text("notes", "extra", "plan_extra"),
)  # fmt: skip
LESSONS = _schema(
    **_text("source_path", "source_sha256", "record_sha256", "lesson_id", "plan_ref", "client_id"),
    **_text("client_name", "lesson_date_text"), lesson_date=pa.date32(),
    **_text("events_total_text"), events_total=pa.int32(),
    **_text("events_ok_text"), events_ok=pa.int32(), **_text("lesson_text", "extra"),
)  # fmt: skip
OUTCOME_LINES = _schema(
    **_text("source_path", "source_sha256", "record_sha256"), line_no=pa.int32(),
    **_text("plan_ref"), event_no=pa.int32(), filled_count=pa.int32(), showed_count=pa.int32(),
    no_show_count=pa.int32(), **_text("recorded_at_text", "extra"),
)  # fmt: skip
REJECTED = _schema(**_text("source_path", "folder", "part", "reason"))


class Reading(NamedTuple):
    """Everything read from a lakehouse's JSON: rows by their schema's names."""

    plans: list[Record]
    events: list[Record]
    lessons: list[Record]
    outcomes: list[Record]
    rejected: list[Record]


def plans(lakehouse: Path) -> pa.Table:
    """One row a readable scenario file (schema PLANS)."""
    return pa.Table.from_pylist(read(lakehouse).plans, schema=PLANS)


def plan_events(lakehouse: Path) -> pa.Table:
    """One row an event of a plan (schema EVENTS); event_no counts from 1 in the file's order."""
    return pa.Table.from_pylist(read(lakehouse).events, schema=EVENTS)


def lessons(lakehouse: Path) -> pa.Table:
    """One row a lesson (schema LESSONS)."""
    return pa.Table.from_pylist(read(lakehouse).lessons, schema=LESSONS)


def outcomes(lakehouse: Path) -> pa.Table:
    """One row a line of data/outcomes.jsonl (schema OUTCOME_LINES); none when there is no file."""
    return pa.Table.from_pylist(read(lakehouse).outcomes, schema=OUTCOME_LINES)


def rejected(lakehouse: Path) -> pa.Table:
    """One row a file, or part of one, that could not be read (schema REJECTED)."""
    return pa.Table.from_pylist(read(lakehouse).rejected, schema=REJECTED)


def read(lakehouse: Path) -> Reading:
    """The lakehouse's JSON; parsed once for as long as its files stay as they are."""
    files = [
        (folder, path)
        for folder in ("scenarios", "lessons")
        for path in _files(lakehouse / FOLDERS[folder])
    ]
    if (lakehouse / OUTCOMES).exists():
        files.append(("outcomes", lakehouse / OUTCOMES))
    stamps = tuple(
        (folder, path, path.lstat().st_mtime_ns, path.lstat().st_size) for folder, path in files
    )
    return _read(lakehouse, stamps)


@lru_cache(maxsize=2)
def _read(lakehouse: Path, stamps: tuple[tuple[str, Path, int, int], ...]) -> Reading:
    reading = Reading([], [], [], [], [])
    readers = {"scenarios": _read_plan, "lessons": _read_lessons, "outcomes": _read_outcomes}
    for folder, path, *_ in stamps:
        source = path.relative_to(lakehouse).as_posix()
        try:
            if path.suffix not in {".json", ".jsonl"}:
                raise Unreadable("not a .json file: move it out of the folder")
            readers[folder](path, source, reading)
        except Unreadable as problem:
            _reject(reading, source, None, problem)
    return reading


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if not path.name.startswith(".")]


def _reject(reading: Reading, source: str, part: str | None, problem: Unreadable) -> None:
    folders = {place: folder for folder, place in FOLDERS.items()}
    folder = folders.get(source.rsplit("/", 1)[0], "outcomes")
    reading.rejected.append(
        {"source_path": source, "folder": folder, "part": part, "reason": str(problem)}
    )


def _hash(record: Mapping[str, Any]) -> str:
    try:
        return canonical_sha256(record)
    except rfc8785.CanonicalizationError:
        raise Unreadable("a number is too large for JSON (RFC 8785): write it as text") from None
    except UnicodeEncodeError:
        raise Unreadable("broken characters (lone surrogates): save it as UTF-8") from None


def _unwrap(document: Any, fields: Mapping[str, list[str]], wanted: str) -> Any:
    """What lies in a document that only wraps it, as {"plan": {...}}; other keys ride along."""
    if isinstance(document, dict) and wanted not in spellings.pick(document, fields)[0]:
        for key, inner in document.items():
            if spellings.fold(key) in spellings.WRAPPERS and isinstance(inner, dict):
                others = {name: value for name, value in document.items() if name != key}
                return {**{k: v for k, v in others.items() if k not in inner}, **inner}
    return document


def _client(fields: Record, extra: Record) -> tuple[str | None, str | None]:
    """Client id and name, from texts or an object; what else the object says goes to `extra`."""
    client = fields.get("client")
    if isinstance(client, dict):
        inner, others = spellings.pick(client, spellings.CLIENT)
        if others:
            extra["client"] = others
        identity = values.client_id(values.as_text(inner.get("id")), values.as_text(client))
        return identity, values.as_text(inner.get("name") or fields.get("client_name"))
    identity = values.client_id(client, fields.get("client_name"))
    name = fields.get("client_name") or (None if identity else client)
    return identity, values.as_text(name)


def _read_plan(path: Path, source: str, reading: Reading) -> None:
    document = json_reader.read_json(path)
    document = {"events": document} if isinstance(document, list) else document
    if not isinstance(document, dict):
        raise Unreadable("the file holds no object: a plan is {client, date, events: [...]}")
    plan_hash = _hash(document)
    fields, extra = spellings.pick(_unwrap(document, spellings.PLAN, "events"), spellings.PLAN)
    events = fields.get("events")
    if isinstance(events, dict):  # keyed by an id: {"a": {...}, "b": {...}}
        events = [
            {"key": key, **event} if isinstance(event, dict) else event
            for key, event in events.items()
        ]
    if not isinstance(events, list):
        raise Unreadable("no list of events (events, orders, shifts, requests, ...)")
    identity, name = _client(fields, extra)
    plan: Record = {
        "source_path": source,
        "source_sha256": file_sha256(path),
        "plan_sha256": plan_hash,
        "plan_id": values.as_text(fields.get("plan_id")) or path.stem,
        "client_id": identity,
        "client_name": name,
        "plan_date_text": values.as_text(fields.get("date")),
        "plan_date": values.as_date(fields.get("date")),
    }
    plan_extra = values.to_json(extra) if extra else None
    own = {"n_events": len(events), "notes": values.as_lines(fields.get("notes"))}
    reading.plans.append({**plan, **own, "extra": plan_extra})
    for number, event in enumerate(events, start=1):
        try:
            row = _event(event)
        except Unreadable as problem:
            _reject(reading, source, f"event {number}", problem)
            continue
        reading.events.append({**plan, **row, "event_no": number, "plan_extra": plan_extra})


def _event(event: Any) -> Record:
    if not isinstance(event, dict):
        raise Unreadable("the event is not an object")
    fields, extra = spellings.pick(event, spellings.EVENT)
    where = fields.get("location")
    if isinstance(where, dict):
        where, others = spellings.pick(where, spellings.PLACE)
        if others:
            extra["location"] = others
    where = values.place(where)
    start, end = values.as_text(fields.get("start")), values.as_text(fields.get("end"))
    return {
        "record_sha256": _hash(event),
        "event_kind": values.as_text(fields.get("event_kind")),
        "start_text": start,
        "start_time": values.as_clock(start),
        "starts_on": values.as_date(start) if start and len(start) > 8 else None,
        "end_text": end,
        "end_time": values.as_clock(end),
        "role": values.as_text(fields.get("role")),
        "count_text": values.as_text(fields.get("count")),
        "requested_count": values.as_count(fields.get("count")),
        "filled_text": values.as_text(fields.get("filled")),
        "filled_count": values.as_count(fields.get("filled")),
        "status_text": values.as_text(fields.get("status")),
        "city": values.as_text(fields.get("city")) or where["city"],
        "state": values.as_text(fields.get("state")) or where["state"],
        "zip": values.as_text(fields.get("zip")) or where["zip"],
        "job_order_id": values.as_text(fields.get("job_order_id")),
        "workers": list(_people(fields.get("workers"), extra)),
        "required_skills": values.as_list(fields.get("skills")),
        "required_certifications": values.as_list(fields.get("certifications")),
        "notes": values.as_lines(fields.get("notes")),
        "extra": values.to_json(extra) if extra else None,
    }


def _people(named: Any, extra: Record) -> Iterator[Record]:
    """People named for an event; what else an object says of one is kept in the event's extra."""
    people = named if isinstance(named, list) else [named] if named is not None else []
    for number, person in enumerate(people, start=1):
        if isinstance(person, dict):
            fields, others = spellings.pick(person, spellings.WORKER)
            if others:
                extra.setdefault("workers", {})[str(number)] = others
            yield {name: values.as_text(fields.get(name)) for name in spellings.WORKER}
        elif person is not None:
            yield {"name": values.as_text(person)}


def _read_lessons(path: Path, source: str, reading: Reading) -> None:
    document = json_reader.read_json(path)
    several = isinstance(document, list)
    for number, record in enumerate(document if several else [document], start=1):
        part = f"lesson {number}" if several else None
        try:
            row = _lesson(record, f"{path.stem}#{number}" if several else path.stem)
        except Unreadable as problem:
            _reject(reading, source, part, problem)
            continue
        reading.lessons.append({"source_path": source, "source_sha256": file_sha256(path), **row})


def _lesson(record: Any, fallback_id: str) -> Record:
    if not isinstance(record, dict):
        raise Unreadable("the lesson is not an object: {scenario, events_total, events_ok, lesson}")
    fields, extra = spellings.pick(_unwrap(record, spellings.LESSON, "text"), spellings.LESSON)
    if not {"text", "events_total", "events_ok"} & set(fields):
        raise Unreadable("no lesson: neither a text nor a count of events")
    identity, name = _client(fields, extra)
    plan_ref = values.as_text(fields.get("plan_ref"))
    return {
        "record_sha256": _hash(record),
        "lesson_id": values.as_text(fields.get("lesson_id")) or fallback_id,
        "plan_ref": _stem(plan_ref),
        "client_id": identity,
        "client_name": name,
        "lesson_date_text": values.as_text(fields.get("date")),
        "lesson_date": values.as_date(fields.get("date")),
        "events_total_text": values.as_text(fields.get("events_total")),
        "events_total": values.as_count(fields.get("events_total")),
        "events_ok_text": values.as_text(fields.get("events_ok")),
        "events_ok": values.as_count(fields.get("events_ok")),
        "lesson_text": values.as_lines(fields.get("text")),
        "extra": values.to_json(extra) if extra else None,
    }


def _stem(reference: str | None) -> str | None:
    """A plan's name from its path: 'scenarios/a.json' is about 'a'."""
    return reference.rsplit("/", 1)[-1].removesuffix(".json") if reference else None


def _read_outcomes(path: Path, source: str, reading: Reading) -> None:
    source_sha256 = file_sha256(path)
    for line in json_reader.read_lines(path):
        try:
            if line.problem or not isinstance(line.record, dict):
                raise Unreadable(line.problem or "the line is not an object")
            record_hash = _hash(line.record)
        except Unreadable as problem:
            _reject(reading, source, f"line {line.number}", problem)
            continue
        fields, extra = spellings.pick(line.record, spellings.OUTCOME)
        reading.outcomes.append(
            {
                "source_path": source,
                "source_sha256": source_sha256,
                "record_sha256": record_hash,
                "line_no": line.number,
                "plan_ref": _stem(values.as_text(fields.get("plan_ref"))),
                "event_no": values.as_count(fields.get("event_no")),
                "filled_count": values.as_count(fields.get("filled")),
                "showed_count": values.as_count(fields.get("showed")),
                "no_show_count": values.as_count(fields.get("no_shows")),
                "recorded_at_text": values.as_text(fields.get("recorded_at")),
                "extra": values.to_json(extra) if extra else None,
            }
        )


def main(arguments: list[str]) -> int:
    """Write the plan events of a lakehouse as parquet: exit 0, 1 something rejected, 2 usage."""
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print("usage: python -m python_helpers.flatten LAKEHOUSE OUT.parquet", file=sys.stderr)
        return 2
    lakehouse, out = Path(arguments[0]), Path(arguments[1])
    events = plan_events(lakehouse)
    pq.write_table(events, out)
    found = read(lakehouse)
    print(f"{events.num_rows} events of {len(found.plans)} plans -> {out}", file=sys.stderr)
    for row in found.rejected:
        part = f" ({row['part']})" if row["part"] else ""
        print(f"{row['source_path']}{part}: {row['reason']}", file=sys.stderr)
    return 1 if found.rejected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
