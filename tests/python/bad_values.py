# ruff: noqa: E501
"""Lakehouses whose files are whole and whose values, columns and types are not as they should be.

Each torment changes a copy of the clean lakehouse (clean_lakehouse.py); a build judges many values
at once. `expected` are ids of checks of which one at least must have findings or block.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from bad_json import LESSON, PLAN
from clean_lakehouse import parquet_of, write_lakehouse
from naughty import NAUGHTY, SECRET

STREAMS = (
    "workers_500k", "workers_100k", "ethereal_workers", "client_workersi", "sparse_workers",
    "candidates", "new_candidates", "job_orders", "workers_500k_v8",
)  # fmt: skip
# A value of every type that a column may be instead, as SQL.
TYPES = {
    "boolean": "row % 2 = 0", "tinyint": "cast(row as tinyint)", "hugeint": "cast(row as hugeint)",
    "ubigint": "cast(row as ubigint)", "float": "cast(row as float)", "double": "row / 7.0",
    "decimal": "cast(row as decimal(38, 10))", "varchar": "'row ' || row", "blob": "'\\xFF'::blob",
    "date": "date '2025-01-01'", "time": "time '07:00'", "timestamp": "timestamp '2025-01-01'",
    "timestamptz": "timestamptz '2025-01-01 00:00:00+00'", "interval": "interval 1 day",
    "uuid": "uuid()", "json": "cast('{}' as json)", "list": "['a', 'b']", "struct": "{'a': 1}",
    "map": "map {'a': 1}", "nested": "[{'a': [map {'b': [1]}]}]", "variant": "cast(1 as variant)",
    "enum": "cast('a' as enum ('a', 'b'))", "null": "null", "bignum": "cast(row as bignum)",
    "geometry": "cast('POINT(1 2)' as geometry)", "timetz": "timetz '07:00:00+15'",
    "last hugeint": "170141183460469231731687303715884105727::hugeint - row",
    "last ubigint": "18446744073709551615::ubigint - row::ubigint",
    "endless dates": "case row % 2 when 0 then date 'infinity' else date '-infinity' end",
    "endless times": "case row % 2 when 0 then timestamp 'infinity' else timestamp '290000-01-01' end",
    "endless floats": "case row % 3 when 0 then 'nan'::double when 1 then 'inf'::double else -1e308 end",
    "wide decimal": "'9999999999999999999999999999.0123456789'::decimal(38, 10)",
}  # fmt: skip


class Torment(NamedTuple):
    """A change to a lakehouse, how many cases lie in it, and what must be said of it."""

    name: str
    apply: Callable[[Path], int]
    expected: frozenset[str]


def torments() -> Iterator[Torment]:
    """All of them: one build each."""
    half = len(TYPES) // 2
    yield Torment("naughty strings in every text", naughty_values, frozenset({"S04", "S09"}))
    yield Torment("other types, first half", lambda at: retype(at, 0, half), frozenset({"S01"}))
    yield Torment("other types, second half", lambda at: retype(at, half, None), frozenset({"S01"}))
    yield Torment("columns lost, added, renamed", rename, frozenset({"S01"}))
    yield Torment("no value at all", all_null, frozenset({"S03"}))
    yield Torment("no rows", no_rows, frozenset({"S02"}))
    yield Torment("numbers out of bounds", numbers, frozenset({"S06", "S03"}))
    yield Torment("texts as long as may be", large, frozenset({"S02"}))


def columns_of(lakehouse: Path, stream: str) -> list[tuple[str, str]]:
    """Names and types of a stream's columns."""
    found = duckdb.sql(f"describe from '{parquet_of(lakehouse, stream)}'").fetchall()
    return [(name, kind) for name, kind, *_ in found]


def rewrite(lakehouse: Path, stream: str, query: str) -> None:
    """Replace a stream by a query over `rows`, which have their number as `row`."""
    path = parquet_of(lakehouse, stream)
    with duckdb.connect() as connection:
        connection.execute(
            "create table rows as select *, (row_number() over ()) - 1 as row from "
            f"read_parquet('{path}')"
        )
        connection.execute(f"copy ({query}) to '{path}' (format parquet)")


def replaced(lakehouse: Path, stream: str, bodies: dict[str, str]) -> None:
    """Replace columns of a stream by expressions."""
    body = ", ".join(f'({expression}) as "{column}"' for column, expression in bodies.items())
    rewrite(lakehouse, stream, f"select * exclude (row) replace ({body}) from rows")


def naughty_values(lakehouse: Path) -> int:
    """Every naughty string in every text column of every stream, once, and in plans and lessons."""
    count = 0
    for stream in STREAMS:
        table = pq.read_table(parquet_of(lakehouse, stream))
        columns = {}
        for field in table.schema:
            values = [table[field.name][n % table.num_rows].as_py() for n in range(len(NAUGHTY))]
            if pa.types.is_string(field.type):
                values = list(NAUGHTY)
                if field.name in {"resume_text", "communications", "notes", "description", "text"}:
                    values = [f"Ada Lovelace {text} {SECRET} | {text}" for text in NAUGHTY]
                count += len(values)
            columns[field.name] = pa.array(values, field.type)
        pq.write_table(pa.table(columns), parquet_of(lakehouse, stream))
    for number, text in enumerate(NAUGHTY):
        event = PLAN["events"][0] | {"role": text, "city": text, "state": text, "workers": [text]}
        plan = PLAN | {"scenario_id": text, "client": text, "events": [event], "notes": text}
        folder = lakehouse / "tests/multi-agent/scenarios"
        (folder / f"naughty-{number}.json").write_text(json.dumps(plan), "utf-8")
        lesson = LESSON | {"lesson": f"{text} {SECRET}", "client": text, "scenario": text}
        folder = lakehouse / "data/_playbook_lessons"
        (folder / f"naughty-{number}.json").write_text(json.dumps(lesson), "utf-8")
    return count + 2 * len(NAUGHTY)


def retype(lakehouse: Path, first: int, end: int | None) -> int:
    """Every column of every stream in another type; over the two halves, every type."""
    kinds = list(TYPES.values())[first:end]
    count = 0
    for stream in STREAMS:
        columns = columns_of(lakehouse, stream)
        bodies = {name: kinds[(number + count) % len(kinds)] for number, (name, _) in
                  enumerate(columns)}  # fmt: skip
        replaced(lakehouse, stream, bodies)
        count += len(columns)
    return count


def rename(lakehouse: Path) -> int:
    """Columns lost, added, renamed, in another case, with names that are code or people."""
    odd = ['"', "'", "a b", "select", "{{ 1 }}", "NAME_1", "row_key", "stream", "source_row", SECRET,
           "Ada Lovelace", "\u202ex", "a\nb", "1", "", " ", "😍", "x" * 300]  # fmt: skip
    count = 0
    for stream in STREAMS:
        path = parquet_of(lakehouse, stream)
        table = pq.read_table(path)
        names = table.column_names
        table = table.drop_columns([names[count % len(names)]])
        names = [name.upper() if number % 2 else name for number, name in
                 enumerate(table.column_names)]  # fmt: skip
        names[-1] = f"{names[-1]} "
        table = table.rename_columns(names)
        for name in odd:
            table = table.append_column(name, pa.array([SECRET] * table.num_rows))
        table = table.append_column("nested", pa.array([[{"a": SECRET}]] * table.num_rows))
        pq.write_table(table, path)
        count += len(odd) + 3
    return count


def all_null(lakehouse: Path) -> int:
    """Rows of nothing but NULL."""
    count = 0
    for stream in STREAMS:
        columns = columns_of(lakehouse, stream)
        replaced(lakehouse, stream, {name: f"cast(null as {kind})" for name, kind in columns})
        count += len(columns)
    return count


def no_rows(lakehouse: Path) -> int:
    """Streams without a row."""
    for stream in STREAMS:
        rewrite(lakehouse, stream, "select * exclude (row) from rows limit 0")
    return len(STREAMS)


def numbers(lakehouse: Path) -> int:
    """NaN, infinities, extremes and repeated keys in every number."""
    count = 0
    extremes = {
        "DOUBLE": ["'nan'", "'inf'", "'-inf'", "1.8e308 * 10", "-0.0", "5e-324", "1e308", "-1"],
        "FLOAT": ["'nan'", "'inf'", "'-inf'", "3e38", "-1"],
        "BIGINT": ["9223372036854775807", "-9223372036854775808", "0", "0", "-1", "null"],
        "INTEGER": ["2147483647", "-2147483648", "0", "0", "-1", "null"],
    }
    for stream in STREAMS:
        bodies = {}
        for name, kind in columns_of(lakehouse, stream):
            values = extremes.get("DOUBLE" if kind.startswith("DECIMAL") else kind)
            if values:
                count += len(values)
                kind = "DOUBLE" if kind.startswith("DECIMAL") else kind
                cases = " ".join(f"when {n} then {value}" for n, value in enumerate(values))
                bodies[name] = (
                    f"cast(case row % {len(values) + 2} {cases} else {name} end as {kind})"
                )
            elif name.endswith("_id"):
                bodies[name] = f"case when row < 3 then 'X' else {name} end"
                count += 1
        if bodies:
            replaced(lakehouse, stream, bodies)
    return count


def large(lakehouse: Path) -> int:
    """A text of nearly 200,000 characters, the longest that is read, in every kind of column."""
    word = f"Write to {SECRET} or call (415) 555-2671, says Abelina Ashgrove. "
    words = f"repeat('{word}', {190_000 // len(word)})"
    bodies = {
        "job_orders": ("description", words),
        "sparse_workers": ("notes", "repeat('x', 190000)"),
        "workers_500k": ("resume_text", words),
        "workers_100k": ("communications", "repeat('Hello Abelina | ', 11000)"),
        "ethereal_workers": ("name", "repeat('Abelina Ashgrove ', 11000)"),
        "client_workersi": ("skills", "repeat('a,', 90000)"),
        "candidates": ("email", "repeat('a.', 90000) || '@b.example'"),
        "new_candidates": ("phone", "repeat('4', 190000)"),
        "workers_500k_v8": ("text", words),
    }
    for stream, (column, expression) in bodies.items():
        replaced(
            lakehouse, stream, {column: f"case when row = 3 then {expression} else {column} end"}
        )
    return len(bodies)


def tormented(folder: Path, torment: Torment) -> int:
    """Write a clean lakehouse into a folder and torment it; the number of cases in it."""
    write_lakehouse(folder)
    return torment.apply(folder)
