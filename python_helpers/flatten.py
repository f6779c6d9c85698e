"""Scenario, lesson and outcome JSON as rows, whoever wrote it and however.

Each file becomes rows of a fixed schema (arrow_schemas.py); what no field stands for is kept in
`extra`, what cannot be read becomes a row of `rejected` with the file and the reason, and nothing
is guessed: beside a typed value lies the text it came from. Same files, same rows, in the order of
paths. Spellings are data (spellings.py).

Usable alone: python -m python_helpers.flatten DIR OUT.parquet
"""

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from python_helpers import arrow_schemas, json_reader
from python_helpers.json_fields import Record
from python_helpers.json_lessons import outcome_row, read_lessons
from python_helpers.json_plans import read_plan
from python_helpers.json_reader import Unreadable
from python_helpers.lakehouse import Place
from python_helpers.provenance import (
    FOLDERS,
    OUTCOMES,
    check_place,
    file_sha256,
    lakehouse_files,
    path_inside,
)

USAGE = """usage: python -m python_helpers.flatten DIR OUT.parquet
DIR is a lakehouse, or a folder of scenario JSON; OUT.parquet gets one row an event.
Exit code: 0 everything was read, 1 something was not (see the lines 'path: reason'), 2 usage."""


class Stamped(NamedTuple):
    """A file to read, and what tells that it has changed since."""

    folder: str
    path: Place
    stamp: tuple[int, ...]


class Reading(NamedTuple):
    """Everything read from a lakehouse's JSON, as the tables of arrow_schemas."""

    plans: pa.Table
    events: pa.Table
    lessons: pa.Table
    outcomes: pa.Table
    rejected: pa.Table


def plans(lakehouse: Place) -> pa.Table:
    """One row a readable scenario file (schema PLANS)."""
    return read(lakehouse).plans


def plan_events(lakehouse: Place) -> pa.Table:
    """One row an event of a plan (schema EVENTS); event_no counts from 1 in the file's order."""
    return read(lakehouse).events


def lessons(lakehouse: Place) -> pa.Table:
    """One row a lesson (schema LESSONS)."""
    return read(lakehouse).lessons


def outcomes(lakehouse: Place) -> pa.Table:
    """One row a line of data/outcomes.jsonl (schema OUTCOMES); none when there is no file."""
    return read(lakehouse).outcomes


def rejected(lakehouse: Place) -> pa.Table:
    """One row a file, or part of one, that could not be read (schema REJECTED)."""
    return read(lakehouse).rejected


def read(lakehouse: Place) -> Reading:
    """The lakehouse's JSON; parsed once for as long as its files stay as they are."""
    root = lakehouse.absolute()
    files = [item for item in lakehouse_files(root) if item[0] not in {"datasets", "corpora"}]
    return _read(root, tuple(_stamped(folder, path) for folder, path in files))


def read_folder(folder: Path) -> Reading:
    """The same for a mere folder of scenario files."""
    root = folder.absolute()
    paths = sorted(path for path in root.iterdir() if not path.name.startswith("."))
    return _read(root, tuple(_stamped("scenarios", path) for path in paths))


def _stamped(folder: str, path: Place) -> Stamped:
    try:
        state = path.stat()
    except OSError:
        return Stamped(folder, path, ())
    return Stamped(
        folder, path, (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    )


@lru_cache(maxsize=2)
def _read(root: Place, files: tuple[Stamped, ...]) -> Reading:
    rows: dict[str, list[Record]] = {name: [] for name in Reading._fields}
    for folder, path, _ in sorted(files, key=lambda file: path_inside(file.path, root)):
        source = path_inside(path, root)
        parts: Sequence[tuple[str | None, str]]
        try:
            check_place(folder, path, root)
            parts = _read_file(folder, path, source, rows)
        except Unreadable as problem:
            parts = [(None, str(problem))]
        except OSError as problem:
            parts = [(None, json_reader.why_unopened(problem))]
        rows["rejected"].extend(
            {"source_path": source, "folder": folder, "part": part, "reason": reason}
            for part, reason in parts
        )
    schemas = (
        arrow_schemas.PLANS,
        arrow_schemas.EVENTS,
        arrow_schemas.LESSONS,
        arrow_schemas.OUTCOMES,
        arrow_schemas.REJECTED,
    )
    return Reading(*map(pa.Table.from_pylist, rows.values(), schemas))


def _read_file(
    folder: str, path: Place, source: str, rows: dict[str, list[Record]]
) -> Sequence[tuple[str | None, str]]:
    """Add a file's rows; its parts that are no rows, as (part, reason). Raises Unreadable."""
    if folder == "outcomes":
        return _read_outcomes(path, source, rows["outcomes"])
    document, stem = json_reader.read_json(path), path_inside(path, path.parent)
    stem = stem.removesuffix(".json")
    if folder == "lessons":
        found, parts = read_lessons(document, source, stem)
        rows["lessons"].extend(found)
        return parts
    plan = read_plan(document, source, stem)
    rows["plans"].append(plan.plan)
    rows["events"].extend(plan.events)
    return plan.rejected


def _read_outcomes(path: Place, source: str, rows: list[Record]) -> list[tuple[str | None, str]]:
    parts: list[tuple[str | None, str]] = []
    found: list[Record] = []
    for line in json_reader.read_lines(path):
        try:
            if line.problem is not None:
                raise Unreadable(line.problem)
            found.append(outcome_row(line.record, line.number, source))
        except Unreadable as problem:
            parts.append((f"line {line.number}", str(problem)))
    source_sha256 = file_sha256(path)
    rows.extend(row | {"source_sha256": source_sha256} for row in found)
    return parts


def is_lakehouse(folder: Path) -> bool:
    """Whether a folder has any of a lakehouse's places."""
    return any((folder / place).exists() for place in (*FOLDERS.values(), OUTCOMES))


def write_parquet(table: pa.Table, out: Path) -> None:
    """Write a table whole or not at all: the same bytes for the same rows. Raises OSError."""
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        pq.write_table(table, unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def say(*words: Any) -> None:
    """A line on stderr; control characters in file names shown as '?'."""
    line = " ".join(map(str, words))
    print("".join(c if c.isprintable() else "?" for c in line), file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Write the plan events of a folder as parquet: exit 0, 1 something rejected, 2 usage."""
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print(USAGE, file=sys.stderr)
        return 2
    folder, out = Path(arguments[0]), Path(arguments[1])
    try:
        found = read(folder) if is_lakehouse(folder) else read_folder(folder)
        write_parquet(found.events, out)
    except OSError as problem:
        say(f"{folder} -> {out}:", json_reader.why_unopened(problem))
        return 2
    say(f"{found.events.num_rows} events of {found.plans.num_rows} plans -> {out}")
    for row in found.rejected.to_pylist():
        say(f"{row['source_path']}{', ' + row['part'] if row['part'] else ''}: {row['reason']}")
    if found.rejected.num_rows:
        say(f"{found.rejected.num_rows} not read")
    return 1 if found.rejected.num_rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
