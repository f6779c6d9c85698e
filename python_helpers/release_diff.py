"""What changed between two releases: `python -m python_helpers.release_diff [--from ID] [--to ID]`.

DuckDB compares them, both attached and read only: relations and columns by the catalog, rows by
the primary key that a relation's description names, and by whole rows where it names none.
"""

import argparse
import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from python_helpers.database import open_database, open_nothing
from python_helpers.questions import PUBLIC_SCHEMAS

DATABASE = "staffing.duckdb"
# What runs write about themselves differs in every release; statuses are compared on their own.
RUN_LOGS = (
    "marts.check_results", "marts.finding_counts", "marts.build_fingerprints",
    "marts.release_changes",
)  # fmt: skip


# A file's hash changes every row of it: it says nothing about the row.
OF_THE_FILE = "source_sha256"


class CannotCompare(Exception):
    """There is no pair of releases to compare; the message says why and what to do."""


class Change(NamedTuple):
    """One change of a relation: what it is, and rows where rows were compared."""

    relation: str
    change: str
    what: str = ""
    row_key: str | None = None
    rows_before: int | None = None
    rows_now: int | None = None
    rows_added: int | None = None
    rows_removed: int | None = None
    rows_changed: int | None = None


class StatusChange(NamedTuple):
    """A check whose status is not what it was; None: it was not there."""

    check_id: str
    claim: str
    before: str | None
    now: str | None


def attach(connection: duckdb.DuckDBPyConnection, alias: str, database: Path) -> None:
    """Attach a release's database read only under a name of ours."""
    path = str(database).replace("'", "''")
    connection.execute(f"attach '{path}' as {alias} (read_only)")


def changes(connection: duckdb.DuckDBPyConnection, same: Collection[str] = ()) -> list[Change]:
    """Every change from the database attached as `before` to the one attached as `after`.

    `same` are relations whose rows are known to be the same.
    """
    before, after = _columns(connection, "before"), _columns(connection, "after")
    found = [Change(name, "relation added") for name in sorted(after.keys() - before.keys())]
    found += [Change(name, "relation removed") for name in sorted(before.keys() - after.keys())]
    for name in sorted(before.keys() & after.keys()):
        found += _schema_changes(name, before[name], after[name])
        if name not in RUN_LOGS and name not in same:
            shared = [column for column, kind in after[name].items() if before[name].get(column)]
            found += _row_changes(connection, name, shared)
    return found


def status_changes(connection: duckdb.DuckDBPyConnection) -> list[StatusChange]:
    """Checks whose status in the last run of the two releases differs."""
    rows = connection.sql("""
        with runs as (
            select 'before' as side, * from before.marts.check_results
            where run_id = (select arg_max(run_id, run_at) from before.marts.check_results)
            union all by name
            select 'after' as side, * from after.marts.check_results
            where run_id = (select arg_max(run_id, run_at) from after.marts.check_results)
        )
        select
            check_id,
            arg_max(claim, side = 'after') as claim,
            any_value(status) filter (where side = 'before') as was,
            any_value(status) filter (where side = 'after') as now
        from runs group by check_id having was is distinct from now order by check_id
    """).fetchall()
    return [StatusChange(*row) for row in rows]


def _columns(connection: duckdb.DuckDBPyConnection, alias: str) -> dict[str, dict[str, str]]:
    """Types of the columns of each published relation."""
    rows = connection.execute(
        "select table_schema || '.' || table_name, column_name, data_type "
        "from information_schema.columns where table_catalog = ? "
        "and list_contains(?, table_schema) order by 1, ordinal_position",
        [alias, list(PUBLIC_SCHEMAS)],
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for relation, column, kind in rows:
        found.setdefault(relation, {})[column] = kind
    return found


def _schema_changes(name: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for column in after:
        if column not in before:
            yield Change(name, "column added", column)
        elif before[column] != after[column]:
            yield Change(name, "column type", f"{column}: {before[column]} to {after[column]}")
    yield from (Change(name, "column removed", column) for column in before if column not in after)


def _row_changes(
    connection: duckdb.DuckDBPyConnection, name: str, columns: list[str]
) -> Iterator[Change]:
    """Rows by key, as hashes: a NULL in a key equals a NULL, and a key may stand twice."""
    key = _key(connection, name)
    key = key if set(key) <= set(columns) else []
    compared = [column for column in columns if column != OF_THE_FILE] or columns
    row_key, content = (", ".join(f'"{each}"' for each in part) for part in (key, compared))
    side = (
        f"select hash({row_key or content}) as row_key, count(*) as rows, "
        f"sum(cast(hash({content}) as hugeint)) as content from {{}}.{name} group by 1"
    )
    counts = connection.sql(f"""
        with
        b as ({side.format("before")}),
        a as ({side.format("after")})
        select
            coalesce(sum(b.rows), 0),
            coalesce(sum(a.rows), 0),
            coalesce(sum(greatest(coalesce(a.rows, 0) - coalesce(b.rows, 0), 0)), 0),
            coalesce(sum(greatest(coalesce(b.rows, 0) - coalesce(a.rows, 0), 0)), 0),
            count(*) filter (where a.rows = b.rows and a.content <> b.content)
        from b full join a on a.row_key = b.row_key
    """).fetchone()
    was, now, added, removed, changed = (int(count) for count in counts or ())
    if added or removed or changed:
        yield Change(name, "rows", "", ", ".join(key) or None, was, now, added, removed, changed)


def _key(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """Columns of the primary key that the relation's description names; none: it names none."""
    schema, table = name.split(".")
    row = connection.execute(
        """
        with described as (
            select database_name, schema_name, table_name, comment from duckdb_tables()
            union all
            select database_name, schema_name, view_name, comment from duckdb_views()
        )
        select regexp_extract(comment, 'Primary key: ([a-z0-9_, ]+)[.]', 1) from described
        where database_name = 'after' and schema_name = ? and table_name = ?
        """,
        [schema, table],
    ).fetchone()
    return row[0].split(", ") if row and row[0] else []


def save(
    database: Path, run_id: str, previous: Path, release_id: str, same: Collection[str] = ()
) -> None:
    """Write the changes since a previous release into marts.release_changes of a new one.

    When nothing changed there is one row that says so. `same` is as `changes` has it.
    """
    with open_nothing() as connection:
        attach(connection, "before", previous)
        attach(connection, "after", database)
        found = changes(connection, same) or [Change("all", "none")]
    columns = ("run_id", "from_release", *Change._fields)
    rows = [(run_id, release_id, *change) for change in found]
    with open_database(database, read_only=False) as connection:
        connection.executemany(
            f"insert into marts.release_changes ({', '.join(columns)}) "
            f"values ({', '.join('?' * len(columns))})",
            rows,
        )


def releases(published: Path) -> list[Path]:
    """The releases that are kept, the oldest first."""
    return sorted((published / "releases").glob("[0-9]*"))


def pick(published: Path, before: str, after: str) -> tuple[Path, Path]:
    """The two releases to compare, by (the beginning of) their ids; without ids the last two."""
    kept = releases(published)
    names = ", ".join(folder.name for folder in kept) or "none"
    chosen = []
    for wanted in filter(None, (before, after)):
        fitting = [folder for folder in kept if wanted in folder.name]
        if len(fitting) != 1:
            which = "no release" if not fitting else f"{len(fitting)} releases"
            raise CannotCompare(f"{which} fit {wanted}. There are: {names}.")
        chosen += fitting
    last = chosen[-1] if after else (kept[-1] if kept else None)
    if last is None or len(kept) < 2:
        raise CannotCompare(f"it takes two releases; there are: {names}. make build makes one.")
    first = chosen[0] if before else next((f for f in reversed(kept) if f.name < last.name), None)
    if first is None:
        raise CannotCompare(f"{last.name} is the oldest release. Name another one: FROM=id.")
    return first, last


def report(before: Path, after: Path) -> str:
    """What changed, as text for a terminal."""
    with open_nothing() as connection:
        attach(connection, "before", before / DATABASE)
        attach(connection, "after", after / DATABASE)
        found, statuses = changes(connection), status_changes(connection)
    lines = [f"From {before.name} to {after.name}", ""]
    rows = [change for change in found if change.change == "rows"]
    if rows:
        head = ("rows", "before", "now", "added", "removed", "changed")
        lines.append(f"  {head[0]:<34}" + "".join(f"{name:>11}" for name in head[1:]))
        lines += [
            f"  {change.relation:<34}" + "".join(f"{count:>11,}" for count in change[4:])
            for change in rows
        ]
        lines.append("")
    lines += [f"  {c.change:<17} {c.relation} {c.what}" for c in found if c.change != "rows"]
    lines += [
        f"  {status.check_id:<17} {status.before or 'not there'} -> {status.now or 'not there'}: "
        f"{status.claim}"
        for status in statuses
    ]
    if not found and not statuses:
        lines.append("  Nothing changed: the same relations, rows and check statuses.")
    return "\n".join(lines).rstrip()


def main() -> None:
    """Print what changed; exit 2 when there is nothing to compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="before", default="", help="id of the earlier release")
    parser.add_argument("--to", dest="after", default="", help="id of the later release")
    arguments = parser.parse_args()
    published = Path(os.environ.get("STAFFING_PUBLISHED_DIR", "published"))
    try:
        print(report(*pick(published, arguments.before, arguments.after)))
    except CannotCompare as problem:
        print(f"Cannot compare: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
