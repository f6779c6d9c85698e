"""Spark as the engine of a run: relations are made there, each known by its name in the project.

A relation is a temporary view of the session, `schema__name`: over a query, or over the parquet
files below `folder` that Spark wrote. What the lakehouse's Python readers hold, and the key, come
from this process as rows in memory and never are files or the text of a statement.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from sqlglot import exp

from python_helpers import keys
from python_helpers.spark import dialect

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Time is UTC, a field that is there twice the last one's; what cannot be computed is an error.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
}


class NotOnSpark(ValueError):
    """A relation that Spark could not make: which, and why, without a value of the data."""


class Engine:
    """A session, and the relations that it knows."""

    def __init__(
        self,
        session: SparkSession,
        folder: Path,
        readers: Mapping[str, Callable[[], pa.Table]],
        pads: keys.Pads | None,
    ) -> None:
        self.session = session
        self.folder = folder
        self.readers = readers
        self.pads = pads
        self.functions: dict[str, dialect.Function] = {}
        self.known: set[str] = set()
        self.files: dict[str, str] = {}
        self.numbers = itertools.count()
        for name, value in SETTINGS.items():
            session.conf.set(name, value)

    def make_table(self, name: str, sql: str) -> str:
        """Make a relation of what a query gives, as parquet files; returns their pattern."""
        path = self.folder / name
        self.query(sql).write.mode("overwrite").parquet(str(path))
        self.session.read.parquet(str(path)).createOrReplaceTempView(view_name(name))
        self.known.add(name)
        return f"{path}/*.parquet"

    def make_view(self, name: str, sql: str) -> None:
        """Make a relation that is a query."""
        self.query(sql).createOrReplaceTempView(view_name(name))
        self.known.add(name)

    def take(self, name: str, path: str) -> None:
        """Know a relation that lies in parquet files of DuckDB's."""
        self.session.read.parquet(path).createOrReplaceTempView(view_name(name))
        self.known.add(name)

    def query(self, sql: str) -> DataFrame:
        """What a query of DuckDB's SQL gives."""
        return self._frame(dialect.parsed(sql, self.functions), {})

    def _frame(self, tree: exp.Expr, views: Mapping[str, str]) -> DataFrame:
        """What a query gives; `views` has the common table expressions before it.

        Each of these is a view of its own, and computed once when it is read more than once:
        Spark would put it in place of every name, which doubles at each step of a long query.
        """
        if not isinstance(tree, exp.Query):
            raise NotOnSpark(f"no query: {tree.key}")
        views = dict(views)
        ctes = [cte.pop() for cte in list(tree.ctes)]
        tree.set("with_", None)
        for place, cte in enumerate(ctes):
            frame = self._frame(cte.this, views)
            readers = [*ctes[place + 1 :], tree]
            if sum(_reads(reader, cte.alias) for reader in readers) > 1:
                frame = frame.localCheckpoint(eager=False)
            views[cte.alias] = f"cte_{next(self.numbers)}"
            frame.createOrReplaceTempView(views[cte.alias])
        return self.session.sql(self._resolved(tree, views).sql(dialect.SparkSql))

    def _resolved(self, tree: exp.Expr, views: Mapping[str, str]) -> exp.Expr:
        """A query whose relations are views that the session knows."""
        while by_name := next(filter(_is_by_name, tree.find_all(exp.Union)), None):
            together = exp.select("*").from_(self._union_by_name(by_name, views))
            if by_name is tree:
                return together
            by_name.replace(together)
        for table in list(tree.find_all(exp.Table)):
            if isinstance(table.this, exp.ReadParquet):
                view = self._file(table.this.expressions[0].name)
            elif table.db:
                view = self._relation(f"{table.db}.{table.name}")
            elif table.name in views:
                view = views[table.name]
            else:
                continue
            alias = table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(table.name))
            table.replace(exp.Table(this=exp.to_identifier(view), alias=alias))
        return tree

    def _relation(self, name: str) -> str:
        view = view_name(name)
        if name in self.known:
            return view
        schema, _, bare = name.partition(".")
        if name == "masking.pii_key":
            if self.pads is None:
                raise NotOnSpark("no masking key: run make key")
            rows = [(bytearray(self.pads.inner), bytearray(self.pads.outer), self.pads.key_id)]
            columns = "inner_pad binary, outer_pad binary, key_id string"
            self.session.createDataFrame(rows, columns).createOrReplaceTempView(view)
        elif schema == "main" and bare in self.readers:
            self._rows(self.readers[bare]()).createOrReplaceTempView(view)
        elif (self.folder / name).is_dir():
            self.session.read.parquet(str(self.folder / name)).createOrReplaceTempView(view)
        else:
            raise NotOnSpark(f"{name} is not known")
        self.known.add(name)
        return view

    def _rows(self, table: pa.Table) -> DataFrame:
        from pyspark.sql.pandas.types import from_arrow_schema

        return self.session.createDataFrame(table, from_arrow_schema(table.schema))

    def _file(self, path: str) -> str:
        """A parquet file of the lakehouse, with the number of each row in it."""
        if path not in self.files:
            frame = self.session.read.parquet(path)
            self.files[path] = f"file_{next(self.numbers)}"
            numbered = frame.selectExpr("*", "_metadata.row_index as file_row_number")
            numbered.createOrReplaceTempView(self.files[path])
        return self.files[path]

    def _union_by_name(self, union: exp.Union, views: Mapping[str, str]) -> str:
        """Two queries put together by the names of their columns; what one lacks is NULL."""
        left, right = (self._frame(side.copy(), views) for side in (union.this, union.expression))
        view = f"union_{next(self.numbers)}"
        left.unionByName(right, allowMissingColumns=True).createOrReplaceTempView(view)
        return view


def _reads(tree: exp.Expr, name: str) -> int:
    return sum(table.name == name and not table.db for table in tree.find_all(exp.Table))


def _is_by_name(union: exp.Union) -> bool:
    return bool(union.args.get("by_name"))


def view_name(name: str) -> str:
    """The session's name of a relation."""
    return name.replace(".", "__")
