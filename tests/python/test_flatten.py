"""Plans, lessons and outcomes as rows: whoever wrote them and however, and nothing lost."""

import contextlib
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_helpers import arrow_schemas, flatten, json_reader, spellings
from python_helpers import json_values as values
from python_helpers.json_fields import fold
from python_helpers.json_lessons import outcome_row, read_lessons
from python_helpers.json_plans import read_plan
from python_helpers.json_reader import Document, Unreadable
from python_helpers.provenance import FOLDERS, OUTCOMES, canonical_sha256, file_sha256

SECRET = "ada.lovelace@example.com"


def events_of(record: Any) -> list[dict[str, Any]]:
    return read_plan(Document(record, "hash"), "a.json", "a").events


def event_of(**event: Any) -> dict[str, Any]:
    return events_of({"events": [event]})[0]


def plan_of(**record: Any) -> dict[str, Any]:
    return read_plan(Document({"events": []} | record, "hash"), "a.json", "a").plan


def lesson_of(record: Any) -> dict[str, Any]:
    return read_lessons(Document(record, "hash"), "l.json", "l")[0][0]


def put(lakehouse: Path, folder: str, name: str, content: bytes | str | object) -> Path:
    path = lakehouse / FOLDERS[folder] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, bytes):
        text = content if isinstance(content, str) else json.dumps(content)
        content = text.encode()
    path.write_bytes(content)
    return path


def rejections(lakehouse: Path) -> list[tuple[str, str | None, str]]:
    return [
        (Path(row["source_path"]).name, row["part"], row["reason"])
        for row in flatten.rejected(lakehouse).to_pylist()
    ]


# Values


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (4, 4), ("4", 4), (4.0, 4), ("4.0", 4), ("4 workers", 4), (" 12 ", 12), ("1,200", 1200),
        (0, 0), (-1, -1), ("four", None), (4.5, None), ("4.5", None), (True, None), (None, None),
        ("4-6", None), ("4 or 5", None), ("4 hours", None), ("2 dozen", None), (10**10, None),
        ("99999999999999999999", None), (1e300, None), ([4], None), ({"min": 4}, None), ("", None),
        ("\u0664", None),
    ],
)  # fmt: skip
def test_counts(value: Any, count: int | None) -> None:
    assert values.as_count(value) == count


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[(text, date(2025, 4, 3)) for text in (
            "2025-04-03", "2025/4/3", "20250403", "4/3/2025", "04-03-2025", "4/3/25",
            "April 3, 2025", "Apr 3 2025", "3 April 2025", "3rd of April 2025", "April 3rd, 2025",
            "Thursday, April 3, 2025", "2025-04-03T07:00:00Z", "2025-04-03 07:00", "3-Apr-2025",
            20250403,
        )],
        ("25/12/2025", None), ("2025-02-30", None), ("next Monday", None), ("", None), (None, None),
        (True, None), ("2025-04-03 or so", None), (["2025-04-03"], None),
    ],
)  # fmt: skip
def test_dates(text: Any, day: date | None) -> None:
    assert values.as_date(text) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("07:00", "07:00", None), ("7am", "07:00", None), ("7:30 PM", "19:30", None),
        ("0700", "07:00", None), (700, "07:00", None), ("12 a.m.", "00:00", None),
        ("12pm", "12:00", None), ("07:00:30.5", "07:00", None), ("7 o'clock", "07:00", None),
        ("noon", "12:00", None), ("7am EST", "07:00", None), ("2017-04-01T07:00", "07:00", None),
        ("2017-04-01T07:00:00-05:00", "07:00", None), ("4/1/2017 7:00 AM", "07:00", None),
        ("7am-3:30pm", "07:00", "15:30"), ("07:00 \u2013 11:00", "07:00", "11:00"),
        ("0700-1500", "07:00", "15:00"), ("2017-04-01 7am to 3pm", "07:00", "15:00"),
        ("25:00", None, None), ("13pm", None, None), ("7", None, None), ("2017-04-01", None, None),
        ("soon", None, None), (None, None, None), ("", None, None), ({"a": 1}, None, None),
    ],
)  # fmt: skip
def test_times(text: Any, start: str | None, end: str | None) -> None:
    assert values.as_moment(text)[1:] == (start, end)


@given(st.one_of(st.text(), st.from_regex(values.CLOCK), st.integers(), st.floats()))
def test_no_value_is_beyond_the_readers_of_values(value: Any) -> None:
    values.as_moment(value)
    values.as_count(value)
    values.as_list(value)
    values.client_id(values.as_identifier(value))


# Spellings and shapes


def test_every_spelling_of_a_table_belongs_to_one_field() -> None:
    for name in ("PLAN", "EVENT", "CLIENT", "PLACE", "WORKER", "LESSON", "PLAN_REF", "OUTCOME"):
        table = getattr(spellings, name)
        folded = [fold(spelling) for field in table.values() for spelling in field]
        assert len(folded) == len(set(folded)), name


@pytest.mark.parametrize("key", ["start_time", "startTime", "Start Time", "START-TIME", "at"])
def test_keys_are_compared_without_case_and_gaps(key: str) -> None:
    assert event_of(**{key: "7am"})["start_time"] == "07:00"


@pytest.mark.parametrize(
    "record",
    [
        {"client": "CLI-00707", "date": "2017-04-01", "events": [{"role": "Cook"}]},
        {"plan": {"client": {"id": "cli-00707"}, "day": "4/1/2017", "orders": [{"title": "Cook"}]}},
        {"clientId": "CLI-00707", "planDate": "20170401", "shifts": {"a": {"position": "Cook"}}},
        {"scenario": {"client": "CLI-00707", "date": "2017-04-01"}, "events": [{"job": "Cook"}]},
        {"client": "CLI-00707", "date": "April 1, 2017", "events": {"role": "Cook", "count": 2}},
    ],
)
def test_the_shapes_of_a_plan(record: dict[str, Any]) -> None:
    (event,) = events_of(record)
    assert (event["client_id"], event["plan_date"]) == ("CLI-00707", date(2017, 4, 1))
    assert (event["role"], event["event_no"]) == ("Cook", 1)
    assert event["plan_sha256"] == canonical_sha256(record)


def test_a_mere_list_is_a_plan_named_after_its_file() -> None:
    events = events_of([{"role": "Cook"}, {"role": "Picker"}])
    assert [(event["plan_id"], event["event_no"]) for event in events] == [("a", 1), ("a", 2)]
    assert events[0]["record_sha256"] == canonical_sha256({"role": "Cook"})


def test_a_key_of_an_event_is_kept() -> None:
    assert events_of({"events": {"e7": {"role": "Cook"}}})[0]["extra"] == '{"key":"e7"}'


@pytest.mark.parametrize(
    ("record", "identity", "name"),
    [
        ({"client": "CLI-00707"}, "CLI-00707", None),
        ({"client": "Acme"}, None, "Acme"),
        ({"client": "Acme (cli-00707)"}, "CLI-00707", "Acme"),
        ({"client": "Acme", "client_id": "CLI-00707"}, "CLI-00707", "Acme"),
        ({"client": {"id": "CLI-00707", "name": "Acme"}}, "CLI-00707", "Acme"),
        ({"client": "Acme CLI-2145550123"}, None, "Acme CLI-2145550123"),
        ({"client_id": 707}, None, "707"),
        ({}, None, None),
    ],
)
def test_clients(record: dict[str, Any], identity: str | None, name: str | None) -> None:
    plan = plan_of(**record)
    assert (plan["client_id"], plan["client_name"]) == (identity, name)


@pytest.mark.parametrize(
    ("event", "place"),
    [
        ({"location": "Chicago, IL"}, ("Chicago", "IL", None)),
        ({"location": "Chicago, Illinois 60601"}, ("Chicago", "Illinois", "60601")),
        ({"location": "Chicago IL 60601"}, ("Chicago", "IL", "60601")),
        ({"city": "Chicago, IL"}, ("Chicago", "IL", None)),
        ({"location": {"town": "Chicago", "state": "IL", "zip": 60}}, ("Chicago", "IL", "60")),
        ({"city": "Gary", "location": "Chicago, IL"}, ("Gary", "IL", None)),
        ({"site": "Dock 4"}, (None, None, None)),
    ],
)  # fmt: skip
def test_places(event: dict[str, Any], place: tuple[str | None, ...]) -> None:
    row = event_of(**event)
    assert (row["city"], row["state"], row["zip"]) == place


def test_an_event_without_a_city_lies_where_its_plan_does() -> None:
    events = [{"role": "Cook"}, {"role": "Cook", "city": "Gary", "state": "IN"}]
    rows = events_of({"location": "Chicago, IL", "events": events})
    assert [(row["city"], row["state"]) for row in rows] == [("Chicago", "IL"), ("Gary", "IN")]
    assert rows[0]["plan_extra"] == '{"location":"Chicago, IL"}'


@pytest.mark.parametrize(
    ("key", "workers", "people"),
    [
        ("team", ["Ann Lee"], [(None, "Ann Lee")]),
        ("crew", "Ann Lee, Bob Day", [(None, "Ann Lee"), (None, "Bob Day")]),
        ("staff", "Lee, Ann", [(None, "Lee, Ann")]),
        ("workers", [7, "8", "W-9"], [("7", None), ("8", None), ("W-9", None)]),
        ("assigned", [{"id": 7, "fullName": "Ann Lee"}], [("7", "Ann Lee")]),
        ("workers", {"name": "Ann Lee"}, [(None, "Ann Lee")]),
        ("workers", {"lead": "Ann Lee"}, [(None, "Ann Lee")]),
        ("workers", [{"first_name": "Ann", "last_name": "Lee"}], [(None, "Ann Lee")]),
        ("workers", [{"name": {"first": "Ann", "last": "Lee"}}], [(None, "Ann Lee")]),
        ("workers", [None, "", {}], []),
    ],
)
def test_named_workers(key: str, workers: Any, people: list[tuple[str | None, ...]]) -> None:
    row = event_of(**{key: workers})
    found = [(person.get("worker_id"), person.get("name")) for person in row["workers"]]
    assert found == people


def test_notes_of_every_spelling_are_joined() -> None:
    row = event_of(notes=["one", "two"], comment="three", Instructions="four")
    assert row["notes"] == "one\ntwo\nthree\nfour"


def test_what_no_field_stands_for_is_kept_as_canonical_json() -> None:
    row = event_of(zeta=1.0, alpha={"b": None, "a": "é"}, count=4, headcount=5)
    assert row["extra"] == '{"alpha":{"a":"é","b":null},"headcount":5,"zeta":1}'


@pytest.mark.parametrize(
    ("said", "name"),
    [("x", "x"), ("scenarios/x.json", "x"), ("a\\b\\x.JSON", "x"), (7, "7"), (None, None),
     ({"id": "x", "owner": "me"}, "x")],
)  # fmt: skip
def test_a_lesson_names_its_plan(said: Any, name: str | None) -> None:
    assert lesson_of({"scenario": said, "lesson": "text"})["plan_ref"] == name


@pytest.mark.parametrize(
    "record",
    [
        {"events_total": 5, "events_ok": "4", "lesson": ["a", "b"]},
        {"lesson": {"eventsTotal": "5", "eventsOk": 4, "text": "a\nb"}},
        {"retro": "a\nb", "events": {"total": 5, "ok": 4}},
    ],
)
def test_the_shapes_of_a_lesson(record: dict[str, Any]) -> None:
    row = lesson_of(record)
    assert (row["events_total"], row["events_ok"], row["lesson_text"]) == (5, 4, "a\nb")
    assert row["lesson_id"] == "l"


def test_a_list_of_lessons_numbers_those_without_an_id() -> None:
    rows, rejected = read_lessons(
        Document([{"lesson": "a"}, 7, {"id": "own", "lesson": "c"}], "hash"), "l.json", "l"
    )
    assert [row["lesson_id"] for row in rows] == ["l#1", "own"]
    assert [part for part, _ in rejected] == ["lesson 2"]


@pytest.mark.parametrize(
    ("event", "extra"),
    [
        ({"city": "Gary", "location": "Chicago, IL"}, {"location": "Chicago, IL"}),
        ({"site": "12 Main St, Dock 4"}, {"site": "12 Main St, Dock 4"}),
        ({"at": "7am", "date": "tomorrow"}, {"date": "tomorrow"}),
        ({"time": {"start": "7am", "to": "3pm", "by": "me"}},
         {"time": {"start": "7am", "to": "3pm", "by": "me"}}),
        ({"crew": [{"name": "Ann Lee", "age": 30}]}, {"crew": {"1": {"age": 30}}}),
        ({"crew": {"lead": "Ann Lee"}, "key": 1}, {"crew": {"1": {"key": "lead"}}, "key": 1}),
        ({"qty": 4, "count": None}, None),
    ],
)  # fmt: skip
def test_what_a_field_cannot_hold_is_kept(event: dict[str, Any], extra: Any) -> None:
    row = event_of(**event)
    assert (json.loads(row["extra"]) if row["extra"] else None) == extra


# Nothing is lost

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
    | st.sampled_from([
        "CLI-00707", "Acme CLI-00708", "Chicago, IL 60601", "7am-3pm", "2017-04-01T07:00",
        "4 workers", "Ann Lee, Bob Day", "Lee, Ann", "a;b|c", "scenarios/x.json", "4/1/2017",
    ])
)  # fmt: skip


def known(*tables: str) -> st.SearchStrategy[str]:
    keys = {key for name in tables for field in getattr(spellings, name).values() for key in field}
    return st.sampled_from(sorted(keys)) | st.text(max_size=4)


EVENT_KEYS = known("EVENT", "WORKER", "PLACE")
PLAN_KEYS = known("PLAN", "CLIENT", "PLACE") | st.sampled_from(sorted(spellings.PLAN_WRAPPERS))
LESSON_KEYS = known("LESSON", "RESULTS", "PLAN_REF", "CLIENT")


def tree(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=10,
    )


EVENTS = st.dictionaries(EVENT_KEYS, tree(EVENT_KEYS), max_size=6)
PLANS = st.dictionaries(PLAN_KEYS, tree(PLAN_KEYS), max_size=5)


def leaves(value: Any) -> set[str | float]:
    """Every leaf in a value: numbers, and texts cut to words; JSON inside of texts is opened."""
    if isinstance(value, dict):
        return {leaf for inner in value.values() for leaf in leaves(inner)}
    if isinstance(value, list | tuple):
        return {leaf for inner in value for leaf in leaves(inner)}
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            if value[:1] in {"{", "["}:
                return leaves(json.loads(value))
        words: list[str] = re.split(r"[\s,;|/()\\]+", value)
        found = ("".join(filter(str.isalnum, word)).lower() for word in words)
        return {word for word in found if word}
    if isinstance(value, bool):
        return {json.dumps(value)}
    return {float(value)} if isinstance(value, int | float) else set()


def in_rows(value: Any) -> set[str | float]:
    """The leaves of rows, where numbers may stand in texts; hashes and counters left out."""
    if isinstance(value, dict):
        kept = {key: v for key, v in value.items() if not key.endswith(("_sha256", "_path"))}
        return {leaf for inner in kept.values() for leaf in in_rows(inner)}
    if isinstance(value, list | tuple):
        return {leaf for inner in value for leaf in in_rows(inner)}
    found = leaves(value)
    for line in value.split("\n") if isinstance(value, str) else []:
        with contextlib.suppress(ValueError):
            found |= leaves(json.loads(line))
        for word in line.split():
            with contextlib.suppress(ValueError):
                found.add(float(word))
    return found


def lost(record: Any, rows: Any) -> set[str | float]:
    """Leaves of the input that are nowhere in the rows."""
    return leaves(record) - in_rows(rows)


@given(PLANS, st.lists(EVENTS, max_size=3))
def test_every_leaf_of_a_plan_is_in_its_rows(plan: dict[str, Any], events: list[Any]) -> None:
    record = plan | {"events": events}
    try:
        rows = read_plan(Document(record, "hash"), "a.json", "a")
    except Unreadable:
        return
    for row in [rows.plan, *rows.events]:
        row |= {"n_events": None, "event_no": None}
    assert not lost(record, [rows.plan, rows.events])


@given(st.dictionaries(LESSON_KEYS, tree(LESSON_KEYS), max_size=6))
def test_every_leaf_of_a_lesson_is_in_its_row(lesson: dict[str, Any]) -> None:
    record = lesson | {"events_total": 1}
    rows, rejected = read_lessons(Document(record, "hash"), "l.json", "l")
    assert rejected or not lost(record, rows)


@given(st.dictionaries(known("OUTCOME"), tree(known("OUTCOME")), max_size=6))
def test_every_leaf_of_an_outcome_is_in_its_row(record: dict[str, Any]) -> None:
    assert not lost(record, outcome_row(record, 1, "o"))


@given(tree(PLAN_KEYS | EVENT_KEYS | LESSON_KEYS))
def test_any_json_becomes_rows_of_the_schema_or_a_finding(record: Any) -> None:
    document = Document(json_reader.parse(json.dumps(record)), "hash")
    with contextlib.suppress(Unreadable):
        rows = read_plan(document, "a.json", "a")
        pa.Table.from_pylist([rows.plan], schema=arrow_schemas.PLANS)
        pa.Table.from_pylist(rows.events, schema=arrow_schemas.EVENTS)
    lessons, rejected = read_lessons(document, "a.json", "a")
    pa.Table.from_pylist(lessons, schema=arrow_schemas.LESSONS)
    assert len(lessons) + len(rejected) == (len(record) if isinstance(record, list) else 1)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_become_a_value_with_a_hash_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        canonical_sha256(json_reader.parse(json_reader.decode(data)))


# Files


def test_an_empty_lakehouse_gives_the_fixed_schemas(tmp_path: Path) -> None:
    assert [table.schema for table in flatten.read(tmp_path)] == [
        arrow_schemas.PLANS, arrow_schemas.EVENTS, arrow_schemas.LESSONS, arrow_schemas.OUTCOMES,
        arrow_schemas.REJECTED,
    ]  # fmt: skip


def test_rows_know_their_file_and_come_in_its_order(tmp_path: Path) -> None:
    put(tmp_path, "scenarios", "b.json", {"events": [{"role": "Cook"}]})
    first = put(tmp_path, "scenarios", "a's \n plan.json", [{"role": "x"}, {"role": "y"}])
    rows = flatten.plan_events(tmp_path).to_pylist()
    assert [(Path(row["source_path"]).name, row["event_no"]) for row in rows] == [
        ("a's \n plan.json", 1), ("a's \n plan.json", 2), ("b.json", 1),
    ]  # fmt: skip
    assert rows[0]["source_sha256"] == file_sha256(first)
    assert flatten.plans(tmp_path).column("n_events").to_pylist() == [2, 1]


def test_what_cannot_be_read_is_a_finding_that_quotes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "scenarios", ".DS_Store", b"x")
    put(tmp_path, "scenarios", "bad.json", f'{{"a": "{SECRET}" oops}}')
    put(tmp_path, "scenarios", "bom.json", b'\xef\xbb\xbf{"events": []}')
    put(tmp_path, "scenarios", "deep.json", "[" * 100 + "]" * 100)
    put(tmp_path, "scenarios", "list.json", [{"events": [{"role": "Cook"}]}])
    put(tmp_path, "scenarios", "mixed.json", {"events": [{"role": "Cook"}, SECRET, None]})
    put(tmp_path, "scenarios", "none.json", {"client": SECRET})
    put(tmp_path, "scenarios", "notes.md", SECRET)
    put(tmp_path, "scenarios", "number.json", "7")
    put(tmp_path, "lessons", "l.json", {"author": SECRET})
    found = rejections(tmp_path)
    assert [(name, part) for name, part, _ in found] == [
        ("l.json", None), ("bad.json", None), ("deep.json", None), ("list.json", None),
        ("mixed.json", "event 2"), ("mixed.json", "event 3"), ("none.json", None),
        ("notes.md", None), ("number.json", None),
    ]  # fmt: skip
    assert all(reason and SECRET not in reason for *_, reason in found)
    assert flatten.plans(tmp_path).column("n_events").to_pylist() == [0, 3]


@pytest.mark.parametrize("key", ["\\u001b" + "k" * 99, "k" * 41, SECRET, "Ada Lovelace", "5551234"])
def test_a_key_that_is_no_plain_word_is_not_told(tmp_path: Path, key: str) -> None:
    put(tmp_path, "scenarios", "a.json", f'{{"{key}": 1, "{key}": 2}}')
    expected = "duplicate key that is no plain word: keep one of them"
    assert rejections(tmp_path)[0][2] == expected


def test_a_text_that_is_too_long_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, "lessons", "a.json", {"lesson": "x" * (json_reader.MAX_TEXT + 1)})
    reason = 'a text of more than 200,000 characters at key "lesson": split it'
    assert rejections(tmp_path)[0][2] == reason


def test_fields_that_are_too_long_together_are_a_finding(tmp_path: Path) -> None:
    many: dict[str, Any] = {f"key{n:05}": n for n in range(20_000)}
    put(tmp_path, "scenarios", "a.json", {"events": [], **many})
    put(tmp_path, "scenarios", "b.json", {"events": [many | {"role": "Cook"}, {"role": "Cook"}]})
    put(tmp_path, "lessons", "a.json", [{"lesson": ["x" * 150_000] * 2}, {"lesson": "Well."}])
    put(tmp_path, "lessons", "b.json", {"lesson": "Well.", **many})
    too_long = "comes to more than 200,000 characters: split it"
    assert [row[1:] for row in rejections(tmp_path)] == [
        ("lesson 1", f"lesson_text {too_long}"),
        (None, f"what no known key stands for {too_long}"),
        (None, f"what no known key stands for {too_long}"),
        ("event 1", f"what no known key stands for {too_long}"),
    ]
    assert flatten.plan_events(tmp_path).column("event_no").to_pylist() == [2]
    assert flatten.lessons(tmp_path).num_rows == 1


def test_a_file_larger_than_the_limit_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_reader, "MAX_BYTES", 2 * 1024 * 1024)
    put(tmp_path, "scenarios", "a.json", {"events": ["x" * 2 * 1024 * 1024]})
    assert rejections(tmp_path)[0][2] == "larger than 2 MB: split it"


def test_a_bad_line_of_outcomes_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / OUTCOMES
    path.parent.mkdir()
    path.write_bytes(
        b'\xef\xbb\xbf{"plan": "p", "event": 1, "filled": "4"}\r\n\n{oops\n[1]\n{"a": "\xff"}\n'
        b'{"plan": "p", "event": 2, "filled": "four", "by": "me"}'
    )
    rows = flatten.outcomes(tmp_path).to_pylist()
    assert [(row["line_no"], row["filled_count"], row["extra"]) for row in rows] == [
        (1, 4, None), (6, None, '{"by":"me","filled":"four"}'),
    ]  # fmt: skip
    assert rows[0]["source_sha256"] == file_sha256(path)
    assert [part for _, part, _ in rejections(tmp_path)] == ["line 3", "line 4", "line 5"]


def test_files_are_parsed_once_until_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "scenarios", "a.json", {"events": []})
    parsed: list[Path] = []
    read_json = json_reader.read_json

    def counted(path: Path) -> Document:
        parsed.append(path)
        return read_json(path)

    monkeypatch.setattr(json_reader, "read_json", counted)
    for reader in (flatten.plans, flatten.plan_events, flatten.lessons, flatten.rejected):
        reader(tmp_path)
    assert len(parsed) == 1
    put(tmp_path, "scenarios", "a.json", {"events": [{"role": "Cook"}]})
    assert flatten.plan_events(tmp_path).num_rows == 1


# The command line


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "python_helpers.flatten", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    put(tmp_path, "scenarios", "a.json", {"events": [{"role": "Cook", "workers": ["Ann Lee"]}]})
    done = [run(tmp_path, tmp_path / "1.parquet"), run(tmp_path, tmp_path / "2.parquet")]
    assert [one.returncode for one in done] == [0, 0]
    assert done[0].stderr.startswith("1 events of 1 plans")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()
    assert pq.read_schema(tmp_path / "1.parquet").equals(arrow_schemas.EVENTS)


def test_the_command_takes_a_folder_and_names_what_it_could_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.json").write_text('{"events": [{"role": "Cook"}, 7]}')
    (folder / "b\n.json").write_text("oops")
    done = run(folder, tmp_path / "out.parquet")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "a.json, event 2: not an object: {time, role, count, ...}",
        "b?.json: malformed JSON at line 1 column 1",
        "2 not read",
    ]
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 1


@pytest.mark.parametrize("arguments", [[], ["nowhere", "out.parquet"], [".", "/nowhere/a.parquet"]])
def test_wrong_arguments_give_a_reason_and_no_traceback(
    tmp_path: Path, arguments: list[str]
) -> None:
    folder = [str(tmp_path) if word == "." else word for word in arguments]
    done = run(*folder)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
