"""The questions in analyses/, made ready for a database that any DuckDB client can open.

An analysis names its tables by `ref`, as dbt users expect: dbt checks the names, draws the
lineage and compiles it. A release holds the same questions as views (`from desk.pay_above_bill`),
so nobody needs dbt, this project or its names of databases to ask them.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
from jinja2 import Environment, StrictUndefined

FOLDER = Path(__file__).parents[1] / "analyses"
# Schema of the views in a release, by the folder of the analyses that become them.
SCHEMAS = {"desk": FOLDER, "report": FOLDER / "report"}
PUBLIC_SCHEMAS = ("safe", "marts", "inventory", "facts")


class NotInRelease(Exception):
    """A question needs a table that this database does not have; the message names it."""


class Question(NamedTuple):
    """An analysis: its name, what it asks in plain words, what else it says, and its text."""

    name: str
    asks: str
    note: str
    text: str


def questions(schema: str = "desk") -> list[Question]:
    """The analyses of a folder in the order of their names."""
    return [read(path) for path in sorted(SCHEMAS[schema].glob("*.sql"))]


def read(path: Path) -> Question:
    """An analysis with its head comment: the first sentence is the question."""
    text = path.read_text("utf-8")
    head = re.findall(r"^-- (.*)$", text.split("\nwith\n")[0], flags=re.MULTILINE)
    asks, _, note = " ".join(head).partition("? ") if head else ("", "", "")
    return Question(path.stem, asks if asks.endswith(("?", ".")) else f"{asks}?", note, text)


def relations(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Schema of each published table and view of the open database, by its name."""
    found = connection.execute(
        "select table_name, table_schema from information_schema.tables "
        "where table_catalog = current_database() and list_contains(?, table_schema)",
        [list(PUBLIC_SCHEMAS)],
    ).fetchall()
    return dict(found)


def plain_sql(question: Question, schemas: dict[str, str]) -> str:
    """A question as SQL without Jinja: each ref is the table's schema and name.

    Raises NotInRelease for a table that is not there.
    """

    def ref(name: str) -> str:
        if name not in schemas:
            raise NotInRelease(name)
        return f"{schemas[name]}.{name}"

    def nothing(**_config: object) -> str:
        return ""

    def is_approved(_letters: str) -> bool:
        return True

    known: dict[str, Callable[..., object]] = {
        "ref": ref, "config": nothing, "is_approved": is_approved,
    }  # fmt: skip
    template = Environment(undefined=StrictUndefined, autoescape=False).from_string(question.text)
    return template.render(known).strip()


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a release its questions as views, each with what it asks as its comment.

    What leans on a table that is not there is left out.
    """
    schemas = relations(connection)
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
        for question in questions(schema):
            try:
                sql = plain_sql(question, schemas)
            except NotInRelease:
                continue
            connection.execute(f"create or replace view {schema}.{question.name} as {sql}")
            comment = question.asks.replace("'", "''")
            connection.execute(f"comment on view {schema}.{question.name} is '{comment}'")
