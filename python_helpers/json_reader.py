"""Reading JSON that others wrote: strict about what would be lost, with a reason for each refusal.

What is accepted is I-JSON (RFC 7493): UTF-8, no key twice in an object, no NaN, no number that a
double cannot carry exactly. So whatever is accepted has a canonical form (RFC 8785) and a hash.
Reasons name keys and places, never values: they reach logs and reports.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from python_helpers.lakehouse import Place

MAX_BYTES = 64 * 1024 * 1024  # of a .json file, and of one line of a .jsonl file
MAX_DEPTH = 64
MAX_TEXT = 200_000  # characters of one text: more fill the memory when names are looked for
MAX_WHOLE = 2**53 - 1  # the largest whole number that is exact in JSON (RFC 7493, 2.2)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16 and UTF-32
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
UTF8_MARK = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """A file, or a part of one, that cannot be read; the message says why and what to do."""


class Document(NamedTuple):
    """What a JSON file holds, and the SHA-256 (hex) of the very bytes it was read from."""

    record: Any
    sha256: str


class Line(NamedTuple):
    """A line of a JSON-lines file: its number from 1, and its record or why there is none."""

    number: int
    record: Any
    problem: str | None


def read_json(path: Place) -> Document:
    """The document of a .json file. Raises Unreadable."""
    check_is_file(path)
    if path.suffix.lower() != ".json":
        raise Unreadable("not a .json file: convert it, or move it out of the folder")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"larger than {MAX_BYTES // 1024**2} MB: split it")
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable(why_unopened(problem)) from None
    if not data:
        raise Unreadable("zero bytes")
    return Document(parse(decode(data)), hashlib.sha256(data).hexdigest())


def read_lines(path: Place) -> Iterator[Line]:
    """The lines of a .jsonl file, blank ones left out; raises Unreadable for the whole file.

    A line that is not valid by itself comes with its problem and stops nothing.
    """
    check_is_file(path)
    try:
        with path.open("rb") as handle:
            for number, data in enumerate(iter(lambda: handle.readline(MAX_BYTES + 1), b""), 1):
                if number == 1 and is_wide(data):
                    raise Unreadable("UTF-16: save it as UTF-8")
                if len(data) > MAX_BYTES:
                    while not data.endswith(b"\n") and (data := handle.readline(MAX_BYTES)):
                        pass
                    yield Line(number, None, f"longer than {MAX_BYTES // 1024**2} MB: split it")
                elif data.removeprefix(UTF8_MARK if number == 1 else b"").strip():
                    yield _line(number, data)
            if handle.tell() == 0:
                raise Unreadable("zero bytes")
    except OSError as problem:
        raise Unreadable(why_unopened(problem)) from None


def _line(number: int, data: bytes) -> Line:
    try:
        return Line(number, parse(decode(data)), None)
    except Unreadable as problem:
        reason = str(problem).replace("JSON at line 1 column", "JSON at column")
        return Line(number, None, reason)


def check_is_file(path: Place) -> None:
    """Raise Unreadable unless the path is, or links to, a regular file: pipes would hang."""
    try:
        if path.is_file():
            return
        if path.is_dir():
            raise Unreadable("is a directory")
        leads_nowhere = path.is_symlink() and not path.exists()
    except OSError as problem:
        raise Unreadable(why_unopened(problem)) from None
    raise Unreadable("a link that leads nowhere" if leads_nowhere else "not a regular file")


def why_unopened(problem: OSError) -> str:
    """The operating system's reason, as in 'permission denied'; without the path it names."""
    return (problem.strerror or "cannot be opened").lower()


def is_wide(data: bytes) -> bool:
    """Whether bytes are UTF-16 or UTF-32: by their mark, or by the NUL beside the first letter."""
    return data.startswith(WIDE_MARKS) or b"\0" in data[:2]


def decode(data: bytes) -> str:
    """UTF-8 bytes as text, their byte order mark cut. Raises Unreadable."""
    if is_wide(data):
        raise Unreadable("UTF-16: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unreadable(f"not UTF-8 at byte {problem.start}: save it as UTF-8") from None


def parse(text: str) -> Any:
    """A JSON text as Python values.

    Raises Unreadable for malformed text, a repeated key, NaN, an infinite or inexact number, a
    lone surrogate, a text past MAX_TEXT, and nesting deeper than 64.
    """
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno} column {problem.colno}"
        raise Unreadable(f"malformed JSON at {place}") from None
    except RecursionError:
        raise Unreadable(f"nested deeper than {MAX_DEPTH}") from None
    except ValueError:  # more digits than Python converts
        raise Unreadable("a number of thousands of digits: write it as text") from None
    _check(document)
    return document


def shown(key: str) -> str:
    """A key for a message: as it is where it is a plain word, else only that it is none.

    A key may be somebody's name or address, and messages reach logs and reports.
    """
    return f'"{key}"' if PLAIN_KEY.fullmatch(key) else "that is no plain word"


def is_whole_text(value: str) -> bool:
    """Whether a text can be written as UTF-8: it has no lone surrogate."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Unreadable(f"duplicate key {shown(twice)}: keep one of them")
    return found


def _no_constant(_constant: str) -> Any:
    raise Unreadable("NaN or Infinity, which JSON does not have: write null")


def _check(document: Any) -> None:
    """Raise Unreadable where a value, in any depth, has no canonical form; names its key."""
    waiting: list[tuple[Any, str, int]] = [(document, "", 1)]
    while waiting:
        value, key, depth = waiting.pop()
        if isinstance(value, str):
            _check_text(value, key)
        elif isinstance(value, bool):
            continue
        elif isinstance(value, int | float):
            if abs(value) > MAX_WHOLE and (isinstance(value, int) or math.isinf(value)):
                raise Unreadable(f'a number past 2^53{_at(key)}: write it as text, in "..."')
        elif isinstance(value, dict | list):
            if depth > MAX_DEPTH:
                raise Unreadable(f"nested deeper than {MAX_DEPTH}")
            if isinstance(value, dict):
                for name in value:
                    _check_text(name, key)
                waiting.extend((child, name, depth + 1) for name, child in value.items())
            else:
                waiting.extend((child, key, depth + 1) for child in value)


def _check_text(value: str, key: str) -> None:
    if len(value) > MAX_TEXT:
        raise Unreadable(f"a text of more than {MAX_TEXT:,} characters{_at(key)}: split it")
    if not value.isascii() and not is_whole_text(value):
        raise Unreadable(f"half a character (a lone surrogate){_at(key)}: write it whole")


def _at(key: str) -> str:
    return f" at key {shown(key)}" if key else ""
