"""`make parity`: one lakehouse built by DuckDB and by Spark, every published relation compared.

Row for row, both ways: what one release has and the other has not. Exit: 0 no difference, 1 one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
from dbt_run import Run, run_dbt

from python_helpers import release_diff
from python_helpers.sample_lakehouse import make_sample

TARGETS = ("spark", "spark_connect")


class Difference(NamedTuple):
    """A relation: its rows in DuckDB's release, and those that one release alone has."""

    name: str
    rows: int
    in_duckdb_alone: int
    on_spark_alone: int


def differences(ours: Run, theirs: Run) -> Iterator[Difference]:
    """Every published relation but the logs of runs, which name their run."""
    names = [relation["name"] for relation in ours.manifest["relations"]]
    with duckdb.connect() as connection:
        for alias, run in (("ours", ours), ("theirs", theirs)):
            connection.execute(f"attach '{run.current / 'staffing.duckdb'}' as {alias} (read_only)")
        for name in names:
            if name in release_diff.RUN_LOGS:
                continue
            alone = [
                _count(connection, f"(from {one}.{name} except all from {other}.{name})")
                for one, other in (("ours", "theirs"), ("theirs", "ours"))
            ]
            yield Difference(name, _count(connection, f"ours.{name}"), *alone)


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.sql(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0


def built(folder: Path, lakehouse: Path, target: str) -> Run:
    """A build by an engine; it ends the run of the command if it fails."""
    began = time.monotonic()
    run = run_dbt(folder, lakehouse, "build", "--target", target)
    print(f"{target:14} exit {run.returncode}, {time.monotonic() - began:.0f} s", flush=True)
    if run.returncode:
        sys.exit(run.output[-3000:])
    return run


def main() -> int:
    """Build, compare, print."""
    parser = argparse.ArgumentParser(prog="parity")
    parser.add_argument("--scale", type=float, default=0.2, help="share of the sample's rows")
    parser.add_argument("--target", choices=TARGETS, default="spark")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parity-") as name:
        folder = Path(name)
        make_sample(folder / "lakehouse", options.scale, seed=7)
        ours, theirs = (
            built(folder / target, folder / "lakehouse", target)
            for target in ("duckdb", options.target)
        )
        found = list(differences(ours, theirs))
    for relation in found:
        if relation.in_duckdb_alone or relation.on_spark_alone:
            print(f"{relation.name}: {relation.rows:,} rows, {relation.in_duckdb_alone:,} in "
                  f"DuckDB alone, {relation.on_spark_alone:,} on Spark alone")  # fmt: skip
    differ = sum(bool(row.in_duckdb_alone or row.on_spark_alone) for row in found)
    print(f"{len(found)} relations, {sum(row.rows for row in found):,} rows; {differ} differ")
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main())
