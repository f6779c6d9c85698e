# ruff: noqa: E501
"""JSON files that are not what they should be, made by code: malformed, huge, deep, mistyped.

A case is to be put as a scenario, as a lesson and as a line of outcomes. `must_fail` says that the
bytes are no JSON that can be kept without loss; otherwise what becomes of it depends on the place.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import json_suite
from naughty import NAUGHTY, SECRET

PLAN: dict[str, Any] = {
    "scenario_id": "2025-02-01_cli-00001_009", "client": "CLI-00001", "date": "2025-02-01",
    "events": [{"at": "06:00", "role": "Warehouse Associate", "count": 2, "city": "Columbus",
                "state": "OH", "workers": [SECRET]}],
}  # fmt: skip
LESSON: dict[str, Any] = {
    "scenario": "2025-01-01_cli-00001_001", "client": "CLI-00001", "date": "2025-01-01",
    "events_total": 2, "events_ok": 1, "lesson": f"Wrote to {SECRET}.",
}  # fmt: skip


class Case(NamedTuple):
    """A file as bytes; whether it must be rejected whatever it is put as."""

    name: str
    data: bytes
    must_fail: bool


def cases() -> Iterator[Case]:
    """All of them."""
    yield from malformed()
    yield from encodings()
    yield from numbers()
    yield from sizes()
    yield from shapes()
    yield from texts()


def malformed() -> Iterator[Case]:
    """No JSON, as parsers are tested with."""
    for text in (
        "", " ", "\n", "{", "}", "[", "]", "{]", "[}", "{}}", "[[]", "[]]", "[1,]", "[,1]", "[1,,2]",
        "[1 2]", "[1;2]", '{"a":1,}', '{,"a":1}', '{"a" 1}', '{"a"::1}', '{"a":}', '{:1}', "{a:1}",
        "{'a':1}", '{"a":1 "b":2}', '{"a","b"}', '{"a":1}{"b":2}', "[1][2]", "[1]x", "x", "nul",
        "tru", "True", "None", "undefined", "NULL", "'", '"', '"a', "\"a\nb\"", '"\t"', '"\\x41"',
        '"\\u12"', '"\\u12G4"', '"\\"', '["\\', "[\"\0\"]", "// no\n{}", "/* no */{}", "# no\n{}",
        "<json/>", "--- {}", "a: 1", "[1]\0", "\0[1]", "[\x0c1]", "[\u20601]", "[*]", "[..]",
        '{"a":"b"}/**/', '{"a":"b"}#', "[False]", '{"x":true,', '["a",\n4\n,1,', "[\"",
        f'{{"email": "{SECRET}"', f'{{"email": "{SECRET}" "phone"}}', "<\u2028>", "é",
    ):  # fmt: skip
        yield Case(f"malformed: {text[:12]!r}", text.encode(), True)
    for data in (*json_suite.MALFORMED, *json_suite.LOSSY):
        yield Case(f"suite: {data[:24]!r}", data, True)
    for data in json_suite.SOUND:
        yield Case(f"suite: {data[:24]!r}", data, False)


def encodings() -> Iterator[Case]:
    """Right JSON in the wrong bytes, and wrong characters in right JSON."""
    text = json.dumps(PLAN)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp037"):
        yield Case(encoding, text.encode(encoding), True)
    yield Case("byte order mark", text.encode("utf-8-sig"), False)
    yield Case("byte order mark twice", b"\xef\xbb\xbf" + text.encode("utf-8-sig"), True)
    yield Case("half a byte order mark", b"\xef\xbb" + text.encode(), True)
    yield Case("a byte order mark alone", b"\xef\xbb\xbf", True)
    for name, raw in {"latin-1": b"\xe9", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80",
                      "cut": b"\xe2\x82", "past unicode": b"\xf4\xbf\xbf\xbf"}.items():  # fmt: skip
        yield Case(f"{name} in a text", text.encode().replace(b"Columbus", b"Colu" + raw), True)
        yield Case(f"{name} in a key", text.encode().replace(b"city", b"ci" + raw), True)
    for escape in ("\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x", "\\uD800\\uD800"):
        yield Case(f"lone surrogate {escape}", f'{{"lesson": "{escape}"}}'.encode(), True)
        yield Case(f"lone surrogate {escape} in a key", f'{{"{escape}": 1}}'.encode(), True)
    for escape in ("\\u0000", "\\uffff", "\\ufdd0", "\\ud834\\udd1e", "\\u202e", "\\u2028"):
        yield Case(f"character {escape}", text.replace("Columbus", escape).encode(), False)
        yield Case(f"key {escape}", text.replace("city", escape).encode(), False)


def numbers() -> Iterator[Case]:
    """Numbers that JSON does not have, or that no column can hold."""
    for text in ("NaN", "Infinity", "-Infinity", "nan", "+1", "01", "-01", ".5", "5.", "1e", "1e+",
                 "0x1F", "1_000", "1,000", "--1", "-", "1.2.3", "½", "\uff11", "1e999", "-1e999",
                 "9007199254740993", "9" * 400, "9" * 5000, "1" + "0" * 100_000):  # fmt: skip
        body = json.dumps(PLAN).replace('"count": 2', f'"count": {text}')
        yield Case(f"number {text[:12]}", body.encode(), True)
    for text in ("-0", "1e-999", "1e30", "1.5", "-1", "2147483648", "9007199254740991", "0.1e-320",
                 "1E+2", "123456789012345.678"):  # fmt: skip
        body = json.dumps(PLAN).replace('"count": 2', f'"count": {text}')
        yield Case(f"number {text}", body.encode(), False)


def sizes() -> Iterator[Case]:
    """Deep, long, wide."""
    for depth in (65, 500, 5000, 100_000):
        yield Case(f"{depth} arrays", b"[" * depth + b"]" * depth, True)
        yield Case(f"{depth} objects", b'{"a":' * depth + b"1" + b"}" * depth, True)
        yield Case(f"{depth} open arrays", b"[" * depth, True)
    yield Case("depth in a plan", json.dumps(PLAN).replace(
        '"Columbus"', "[" * 40 + "1" + "]" * 40).encode(), False)  # fmt: skip
    yield Case("a text of 10 MB", json.dumps(LESSON | {"lesson": "word " * 2_000_000}).encode(),
               True)  # fmt: skip
    yield Case("one word of 190 kB", json.dumps(LESSON | {"lesson": "x" * 190_000}).encode(), False)
    yield Case("a key of 10 MB", json.dumps(PLAN | {"k" * 10_000_000: 1}).encode(), True)
    yield Case(
        "50,000 keys", json.dumps(PLAN | {f"k{n}": n for n in range(50_000)}).encode(), False
    )
    yield Case("2,000 events", json.dumps(PLAN | {"events": PLAN["events"] * 2000}).encode(), False)
    crowd = {"role": "Cook", "count": 1, "workers": [f"Nobody Known{n}" for n in range(2000)]}
    yield Case("2,000 workers", json.dumps(PLAN | {"events": [crowd]}).encode(), False)


def shapes() -> Iterator[Case]:
    """Right JSON of another shape: scalars, other types where a text or a list is meant."""
    for text in ("null", "true", "1", '"a"', '""', "[]", "{}", "[[]]", "[{}]", "[null]", '{"": ""}',
                 '{"events": null}', '{"events": {}}', '{"events": "five"}', '{"events": 5}',
                 '{"events": [null, 1, "a", []]}', '{"events": [{}]}', '{"lesson": null}',
                 '{"plan": {"plan": {"plan": {"plan": {"plan": {"events": []}}}}}}'):  # fmt: skip
        yield Case(f"shape {text}", text.encode(), False)
    odd: tuple[Any, ...] = (None, True, 1.5, -1, "", " ", [], [[]], {}, {"a": {"b": []}}, ["a", 1])
    for field in PLAN:
        for number, value in enumerate(odd):
            yield Case(
                f"plan's {field} {number}", json.dumps(PLAN | {field: value}).encode(), False
            )
    for field in PLAN["events"][0]:
        for number, value in enumerate(odd):
            plan = PLAN | {"events": [PLAN["events"][0] | {field: value}]}
            yield Case(f"event's {field} {number}", json.dumps(plan).encode(), False)
    for field in LESSON:
        for number, value in enumerate(odd):
            lesson = LESSON | {field: value}
            yield Case(f"lesson's {field} {number}", json.dumps(lesson).encode(), False)
    for text in ('{"events": 1, "events": 2}', '{"a": {"b": 1, "b": 2}}', '[{"a": 1, "a": 1}]',
                 f'{{"{SECRET}": 1, "{SECRET}": 2}}'):  # fmt: skip
        yield Case(f"duplicate key {text[:14]}", text.encode(), True)


def texts() -> Iterator[Case]:
    """Naughty strings in every text of a plan and of a lesson."""
    for number, text in enumerate(NAUGHTY):
        event = {key: text if isinstance(value, str) else value
                 for key, value in PLAN["events"][0].items()}  # fmt: skip
        plan = PLAN | {"scenario_id": f"naughty-{number} {text}", "notes": text,
                       "events": [event | {"workers": [text, {"name": text, "phone": text}]}],
                       text: text}  # fmt: skip
        yield Case(f"naughty plan {number}", json.dumps(plan).encode(), False)
        lesson = LESSON | {"lesson": f"{text} {SECRET}", "client": text, text: text}
        yield Case(f"naughty lesson {number}", json.dumps(lesson).encode(), False)
