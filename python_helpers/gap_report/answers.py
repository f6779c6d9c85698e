"""Answers to the report's queries (analyses/report), each asked once of one database."""

from datetime import date, datetime
from typing import Any

import duckdb

from python_helpers import questions

Row = dict[str, Any]


class Answers:
    """The queries of analyses/report, by name, on the database of a release or a build."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._schemas = questions.relations(connection)
        self._known: dict[str, list[Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """All rows of a query. Raises questions.NotInRelease for a table that is not there."""
        if name not in self._known:
            question = questions.read(questions.SCHEMAS["report"] / f"{name}.sql")
            found = self._connection.sql(questions.plain_sql(question, self._schemas))
            self._known[name] = [
                dict(zip(found.columns, row, strict=True)) for row in found.fetchall()
            ]
        return self._known[name]

    def value(self, name: str, column: str) -> Any:
        """A column of the first row of a query; None when it has no row."""
        rows = self.rows(name)
        return rows[0][column] if rows else None


def shown(value: Any, kind: str = "text") -> str:
    """A value as a person reads it; `kind` may be share or bytes."""
    if value is None:
        return "\u2013"
    if kind == "share":
        return f"{value:.1%}".replace("%", "\u202f%")
    if kind == "bytes":
        power = min((len(str(value)) - 1) // 3, 3)
        return f"{value / 1000**power:,.0f}\u202f{('B', 'kB', 'MB', 'GB')[power]}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return value.isoformat() if isinstance(value, date) else str(value)


def is_number(value: Any) -> bool:
    """Whether a value goes to the right of its column."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def machine_value(value: Any) -> str:
    """A value as the page's data elements carry it, for programs."""
    return "" if value is None else str(value)
