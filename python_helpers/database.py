"""Opening the database of a release: within a bound of memory, and spilling to the build."""

import os
from pathlib import Path
from typing import Any

import duckdb

# Beside dbt's own database, which gives up what it keeps (conclude_run): together under 2 GB.
MEMORY = "500MB"


def open_database(path: Path, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """A connection to a database file, as a context manager. Raises duckdb.Error."""
    return duckdb.connect(str(path), read_only=read_only, config=bounds())


def open_nothing() -> duckdb.DuckDBPyConnection:
    """A connection to no file, to attach some."""
    return duckdb.connect(config=bounds())


def bounds() -> dict[str, Any]:
    """DuckDB's settings: the memory."""
    build = os.environ.get("STAFFING_BUILD_DIR", "build")
    return {"memory_limit": MEMORY, "temp_directory": f"{build}/spill_release"}
