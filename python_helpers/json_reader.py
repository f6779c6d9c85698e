"""Reading JSON that others wrote: strict about what is lost, and a reason for each refusal.

Reasons name keys and places, never values: they reach logs and reports.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """A file, or a line of one, that cannot be read; the message says why and what to do."""


class Line(NamedTuple):
    """A line of a JSON-lines file: its number from 1, and its record or why there is none."""

    number: int
    record: Any
    problem: str | None


def read_json(path: Path) -> Any:
    """The document of a JSON file. Raises Unreadable."""
    return parse(_text(path))


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a JSON-lines file, empty ones left out. Raises Unreadable for the whole file."""
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            try:
                yield Line(number, parse(line), None)
            except Unreadable as problem:
                yield Line(number, None, str(problem))


def count_records(path: Path) -> int:
    """Records in a JSON file (1) or a JSON-lines file (its lines). Raises Unreadable."""
    if path.suffix == ".jsonl":
        return sum(1 for _ in read_lines(path))
    if path.suffix != ".json":
        raise Unreadable("not a .json file: move it out of the folder")
    read_json(path)
    return 1


def parse(text: str) -> Any:
    """A JSON text as Python values.

    Raises Unreadable for malformed text, a repeated key, NaN or Infinity, and depth past 64.
    """
    try:
        document = json.loads(
            text, object_pairs_hook=_unique, parse_constant=partial(_refuse, "NaN or Infinity")
        )
    except json.JSONDecodeError as problem:
        raise Unreadable(
            f"malformed JSON at line {problem.lineno} column {problem.colno}"
        ) from None
    except RecursionError:
        raise Unreadable(f"nested deeper than {MAX_DEPTH}") from None
    except ValueError:  # an integer of more digits than Python converts
        raise Unreadable("a number is too long") from None
    if _depth_exceeds(document, MAX_DEPTH):
        raise Unreadable(f"nested deeper than {MAX_DEPTH}")
    return document


def printable(key: str) -> str:
    """A key for a message: at most 40 printable characters."""
    return "".join(letter if letter.isprintable() else "?" for letter in key[:40])


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise Unreadable("not a file")
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"larger than {MAX_BYTES // 1024**2} MB")
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"cannot be opened ({problem.strerror})") from None
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(UTF16_MARKS):
        raise Unreadable("UTF-16: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unreadable(f"not UTF-8 at byte {problem.start}: save it as UTF-8") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(f'the key "{printable(key)}" is there twice')
        found[key] = value
    return found


def _refuse(what: str, _constant: str) -> Any:
    raise Unreadable(f"{what}, which JSON does not have")


def _depth_exceeds(document: Any, limit: int) -> bool:
    level = [document]
    for _ in range(limit):
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True
