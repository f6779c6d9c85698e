"""Ask a release one of the questions in analyses/: `python -m python_helpers.ask [NAME]`."""

import argparse
import difflib
import os
import shutil
import sys
import textwrap
from pathlib import Path

import duckdb

from python_helpers.questions import (
    NotInRelease,
    Question,
    plain_sql,
    questions,
    relations,
)

ROWS = 40


class CannotAsk(Exception):
    """The question cannot be answered; the message says why and what to do."""


def listing() -> str:
    """All questions, one line each, and how to ask one."""
    known = questions()
    width = max(len(question.name) for question in known)
    lines = [f"  {question.name:<{width}}  {question.asks}" for question in known]
    example = known[0].name
    return "\n".join(
        [*lines, "", f"  make ask Q={example}", f"  or in DuckDB: from desk.{example};"]
    )


def find(name: str) -> Question:
    """The question of that name, also one of the report's. Raises CannotAsk with the nearest."""
    known = {question.name: question for question in [*questions("report"), *questions()]}
    if name in known:
        return known[name]
    listed = [question.name for question in questions()]
    near = difflib.get_close_matches(name.replace(" ", "_"), listed, n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise CannotAsk(f"there is no question named {name}.{hint} make ask lists them.")


def release_database() -> Path:
    """The database of the current release. Raises CannotAsk when nothing is published."""
    published = Path(os.environ.get("STAFFING_PUBLISHED_DIR", "published"))
    database = published / "current" / "staffing.duckdb"
    if not database.is_file():
        raise CannotAsk(f"there is no release ({database}). make build makes one.")
    return database


def answer(question: Question, database: Path, rows: int, width: int, where: str = "") -> str:
    """The answer as a table of text, with the question above it; `where` is a condition in SQL."""
    with duckdb.connect(str(database), read_only=True) as connection:
        try:
            found = connection.sql(plain_sql(question, relations(connection)))
            found = found.filter(where) if where else found
        except NotInRelease as missing:
            raise CannotAsk(
                f"{question.name} needs the table {missing}, which this release does not have "
                "(a decision is declined, or the release is older). make build makes a new one."
            ) from None
        except duckdb.Error as problem:
            reason = str(problem).partition("\n")[0]
            raise CannotAsk(f"the condition {where!r} does not work: {reason}") from None
        count = len(found)
        table = _table(found, rows, width)
    more = f"{count:,} rows; the first {rows}. All: ROWS={count}" if count > rows else ""
    return "\n".join(filter(None, [question.asks, question.note, table, more]))


def _table(found: duckdb.DuckDBPyRelation, rows: int, width: int) -> str:
    """Columns as wide as they need, numbers to the right, no types: for reading."""
    cells = [[_shown(value) for value in row] for row in found.fetchmany(rows)]
    numeric = [str(kind) not in ("VARCHAR", "DATE") for kind in found.types]
    widths = [
        max([len(name), *(len(row[place]) for row in cells)])
        for place, name in enumerate(found.columns)
    ]
    if (spare := width - sum(widths[:-1]) - 2 * len(widths)) < widths[-1]:
        widths[-1] = max(spare, 20)
    lines = []
    for row in [list(found.columns), ["\u2500" * size for size in widths], *cells]:
        for part in _wrapped(row, widths[-1]):
            placed = [
                text.rjust(size) if right else text.ljust(size)
                for text, size, right in zip(part, widths, numeric, strict=True)
            ]
            lines.append("  " + "  ".join(placed).rstrip())
    return "\n".join(["", *lines, ""])


def _wrapped(row: list[str], width: int) -> list[list[str]]:
    """A row as lines: its last column, the one that may be long, goes on below itself."""
    first, *rest = textwrap.wrap(row[-1], width) or [""]
    blank = [""] * (len(row) - 1)
    return [[*row[:-1], first], *([*blank, text] for text in rest)]


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.15g}" if isinstance(value, float) else str(value)


def main() -> None:
    """List the questions, or print the answer to one; exit 2 when it cannot be answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", help="name of a question; without one, all are listed")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"rows to show ({ROWS})")
    parser.add_argument("--where", default="", help="which rows, as a condition in SQL")
    arguments = parser.parse_args()
    if not arguments.name:
        print(listing())
        return
    width = shutil.get_terminal_size((100, 24)).columns
    try:
        question, database = find(arguments.name), release_database()
        print(answer(question, database, arguments.rows, width, arguments.where))
    except CannotAsk as problem:
        print(f"Cannot ask: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
