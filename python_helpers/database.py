"""Opening the database of a release: within a bound of memory, and spilling to the build."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

# Of the memory limit of dbt's own database, which gives up what it keeps (conclude_run): of its
# default 500 MB, together under 2 GB.
SHARE = 5 / 12
DEFAULT = "1200MB"  # profiles.yml


def open_database(path: Path, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """A connection to a database file, as a context manager. Raises duckdb.Error."""
    return duckdb.connect(str(path), read_only=read_only, config=bounds())


def open_nothing() -> duckdb.DuckDBPyConnection:
    """A connection to no file, to attach some."""
    return duckdb.connect(config=bounds())


def bounds() -> dict[str, Any]:
    """DuckDB's settings: the memory."""
    build = os.environ.get("STAFFING_BUILD_DIR", "build")
    return {"memory_limit": memory_limit(), "temp_directory": f"{build}/spill_release"}


def memory_limit() -> str:
    """The share of STAFFING_MEMORY_LIMIT; of the default where that is no amount of bytes."""
    given = os.environ.get("STAFFING_MEMORY_LIMIT", DEFAULT)
    with duckdb.connect() as connection:
        for limit in (given, DEFAULT):
            with suppress(duckdb.Error):
                row = connection.execute("select parse_formatted_bytes(?)", [limit]).fetchone()
                if row and row[0]:
                    return f"{max(100, int(row[0] * SHARE) // 1_000_000)}MB"
    return DEFAULT
