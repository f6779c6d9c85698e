"""What dbt's SQL calls to have relations made on Spark: functions of the coordinating DuckDB.

    spark_functions(statements)  the project's SQL functions, before anything else
    spark_table(name, query)     make a relation; gives where its parquet files lie
    spark_view(name, query)      make a relation that is a query
    spark_knows(name)            whether Spark has a relation
    spark_place(name)            where DuckDB is to put one of its own for Spark
    spark_take(name)             take it from there

An error names the relation and Spark's condition; a message that may quote the data is kept back.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from python_helpers import keys
from python_helpers.spark import dialect
from python_helpers.spark.engine import Engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

IN_MEMORY = "main."  # rows that Python reads: see Engine


class Bridge:
    """One session of Spark for a run of dbt, started when it is first needed."""

    def __init__(
        self,
        address: str,
        build_dir: Path,
        readers: Mapping[str, Callable[[], pa.Table]],
        pads: keys.Pads | None,
    ) -> None:
        """`address`: a master, such as local[2], or a Connect server, such as sc://host:15002."""
        self.address = address
        self.folder = build_dir.resolve() / "spark"
        self.readers = readers
        self.pads = pads
        self.lock = threading.RLock()
        self._engine: Engine | None = None

    def register(self, connection: Any) -> None:
        """Give a DuckDB connection the functions."""
        for name, function in (
            ("spark_functions", self.functions), ("spark_table", self.table),
            ("spark_view", self.view), ("spark_knows", self.knows),
            ("spark_place", self.place), ("spark_take", self.take),
        ):  # fmt: skip
            count = 2 if function in (self.table, self.view) else 1
            connection.create_function(
                name, function, ["VARCHAR"] * count, "VARCHAR", side_effects=True
            )

    @property
    def engine(self) -> Engine:
        """The session; whatever an earlier run left is removed first."""
        with self.lock:
            if self._engine is None:
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir(parents=True)
                self._engine = Engine(
                    session(self.address, self.folder), self.folder, self.readers, self.pads
                )
            return self._engine

    def functions(self, statements: str) -> str:
        """Learn the project's SQL functions."""
        self.engine.functions = dialect.functions(statements)
        self.engine.known.add("functions")
        return ""

    def table(self, name: str, query: str) -> str:
        """Make a relation; the pattern of its files."""
        return self._tried(name, lambda: self.engine.make_table(name, query))

    def view(self, name: str, query: str) -> str:
        """Make a relation that is a query."""
        return self._tried(name, lambda: self.engine.make_view(name, query))

    def knows(self, name: str) -> str:
        """'yes' or 'no'."""
        return "yes" if name == "masking.pii_key" or name in self.engine.known else "no"

    def place(self, name: str) -> str:
        """The file that DuckDB writes a relation to."""
        return str(self.engine.folder / f"{name}.parquet")

    def take(self, name: str) -> str:
        """Take a relation from that file."""
        return self._tried(name, lambda: self.engine.take(name, self.place(name)))

    def _tried(self, name: str, make: Callable[[], str | None]) -> str:
        from pyspark.errors import AnalysisException, ParseException, PySparkException

        try:
            return make() or ""
        except (AnalysisException, ParseException) as problem:
            reason = str(problem).split("\n")[0].split(";")[0]  # of names, not of values
        except PySparkException as problem:
            reason = problem.getCondition() or type(problem).__name__
        except ValueError as problem:
            reason = str(problem)
        raise RuntimeError(f"{name} could not be made on Spark: {reason}"[:500]) from None


def session(address: str, folder: Path) -> SparkSession:
    """A session at an address. What Spark logs is switched off: its errors quote the data."""
    from pyspark.sql import SparkSession

    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)
    builder = SparkSession.builder.appName("staffing_lakehouse_audit")
    if address.startswith("sc://"):
        return builder.remote(address).getOrCreate()
    settings = {
        "spark.driver.memory": "2g",
        "spark.local.dir": str(folder / "spill"),
        "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.master(address).getOrCreate()
