"""The floor: the SQL of a recorded build, run bare in one DuckDB process.

`python bench_floor.py OUT` executes what OUT/recording.json holds of compiled SQL, one statement
after the other on one connection: no dbt, no helper, and none of dbt's own questions to the
catalog. What the helpers load or answer is there before the clock starts. Writes OUT/floor.json.
"""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from python_helpers import plugin

# What makes or fills something, and what makes it possible, also several in one transaction; names
# of statements that only dbt needs are not here: comments, its transactions, questions to the
# catalog.
MAKES = re.compile(
    r"(?is)^\s*(create|insert|copy|update|delete|alter\s+(?:table|view)\s+\S+\s+rename|drop|"
    r"set\s+variable|reset\s+variable|pragma\s+create_fts_index|begin\s+transaction;\s*\w+)\b"
)
# What dbt-duckdb makes of a helper's rows, and what a test comes to.
LOADS = re.compile(
    r"(?is)^\s*create or replace table scratch[.]main[.]\w+ as select \* from \w+_df"
)
COUNTS = re.compile(r"(?is)^\s*select.*\bas failures\b")
SIGNATURES = {
    "lakehouse_sha256": ["VARCHAR"], "canaries_in_files": [],
    "column_lineage": ["VARCHAR"], "mask_sha256": ["VARCHAR"],
}  # fmt: skip


def belongs(statement: dict[str, Any]) -> bool:
    """Whether a recorded statement is the project's SQL: a node's, or a hook's."""
    sql = statement["sql"]
    if MAKES.match(sql):
        return not LOADS.match(sql)
    is_test = (statement["node"] or "").startswith(("test.", "unit_test."))
    return is_test and bool(COUNTS.match(sql))


def connect(folder: Path, lakehouse: Path, answers: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """A connection as dbt-duckdb and the plugin set it up, with what the helpers give in place."""
    build = folder / "build"
    plugged = plugin.Plugin(
        "staffing",
        {"lakehouse": str(lakehouse), "build_dir": str(build), "published_dir": str(folder)},
    )
    connection = duckdb.connect(config={"temp_directory": str(build / "spill")})
    connection.execute(f"set memory_limit = '{os.environ.get('STAFFING_MEMORY_LIMIT', '1200MB')}'")
    connection.load_extension(str(plugin.full_text_search()))
    plugin.keep_memory(connection)
    for name in ("vault", "staffing"):
        connection.execute(f"attach '{build / name}.duckdb' as {name}")
    connection.execute("attach ':memory:' as scratch")
    plugged.configure_cursor(connection)
    for source, load in plugin.LOADERS.items():
        rows = load(lakehouse)
        connection.register("rows", rows)
        connection.execute(f"create table scratch.main.{source} as select * from rows")
        connection.unregister("rows")
    for name, parameters in SIGNATURES.items():
        answer_as_recorded(connection, name, parameters, answers.get(name, []))
    return connection


def answer_as_recorded(
    connection: Any, name: str, parameters: list[Any], answers: list[Any]
) -> None:
    """Make a helper's function of what it answered in the build."""
    known = {json.dumps(arguments): answer for arguments, answer in answers}
    kind = {"canaries_in_files": "VARCHAR[]", "column_lineage": "JSON"}.get(name, "VARCHAR")

    def of_one(argument: str | None) -> Any:
        return known.get(json.dumps([argument]))

    def of_none() -> Any:
        return known.get("[]")

    function: Callable[..., Any] = of_one if parameters else of_none
    connection.create_function(
        name,
        function,
        parameters,
        kind,
        null_handling="special",
        side_effects=not parameters,
    )


def main(out: Path, lakehouse: Path) -> int:
    """Run the statements and write what they took."""
    recording = json.loads((out / "recording.json").read_text("utf-8"))
    statements = [entry for entry in recording["statements"] if belongs(entry)]
    connection = connect(out / "floor", lakehouse, recording["answers"])
    found, failed = [], []
    start, cpu = time.perf_counter(), time.process_time()
    for entry in statements:
        before, cpu_before = time.perf_counter(), time.process_time()
        try:
            connection.execute(entry["sql"], entry["bindings"] or None).fetchall()
        except duckdb.Error as problem:
            failed.append({"node": entry["node"], "sql": entry["sql"][:300], "why": str(problem)})
        found.append({
            "node": entry["node"], "what": " ".join(entry["sql"].split())[:80],
            "wall": time.perf_counter() - before, "cpu": time.process_time() - cpu_before,
        })  # fmt: skip
    result = {
        "wall": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "statements": found,
        "failed": failed,
    }
    (out / "floor.json").write_text(json.dumps(result), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
