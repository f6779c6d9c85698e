"""How time and memory grow: `make bench-growth`, lakehouses of 0.6, 6 and 60 million workers.

`python bench_growth.py WORKERS...` makes a lakehouse of each size, builds it once, and removes it;
one whose build fails stays.
Prints time and peak memory, and the exponent from one size to the next: time grows as workers to
that power. The limit of DuckDB's memory is the same for all, STAFFING_MEMORY_LIMIT. BENCH_DIR names
a disk with room: a million workers take some 0.25 GB, and their build and release 1 GB.
"""

import argparse
import itertools
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import bench_build
from bench import GB, machine, summary
from dbt_run import ROOT

WORKERS = [600_000, 6_000_000, 60_000_000]
OF_SCALE_ONE = 610_000
OUT = ROOT / "target" / "bench_growth.json"
LIMIT = "STAFFING_MEMORY_LIMIT"


def measure(workers: int, place: str | None) -> dict[str, Any]:
    """Make, build and remove a lakehouse of so many workers; one that fails stays."""
    folder = Path(tempfile.mkdtemp(prefix="growth-", dir=place))
    lakehouse, run = folder / "lakehouse", folder / "run"
    scale = str(workers / OF_SCALE_ONE)
    sample = [sys.executable, "-m", "python_helpers.sample_lakehouse", str(lakehouse)]
    subprocess.run(
        [*sample, "--scale", scale, "--uncounted"],
        cwd=ROOT,
        check=True,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    size = sum(file.stat().st_size for file in lakehouse.rglob("*.parquet"))
    print(f"{workers:,} workers are made, {size / GB:.2f} GB; they are built below {folder}",
          flush=True)  # fmt: skip
    run.mkdir()
    found = summary(bench_build.record(run, lakehouse))
    database = (run / "build" / "staffing.duckdb").stat().st_size
    shutil.rmtree(folder)
    return {"workers": workers, "lakehouse_bytes": size, "database_bytes": database} | found


def exponents(found: list[dict[str, Any]]) -> None:
    """Set in each measurement the power that its time, and its CPU time, grew by."""
    for before, after in itertools.pairwise(found):
        growth = math.log(after["workers"] / before["workers"])
        for name in ("wall", "cpu"):
            after[f"{name}_exponent"] = math.log(after[name] / before[name]) / growth


def show(found: list[dict[str, Any]]) -> None:
    """The measurements as a table."""
    print(f"\n{'workers':>12}{'seconds':>9}{'CPU':>9}{'dbt':>7}{'peak GB':>9}{'files GB':>10}"
          f"{'exponent':>10}{'of CPU':>8}")  # fmt: skip
    for one in found:
        powers = "".join(
            f"{one[name]:>{width}.2f}" if name in one else " " * width
            for name, width in (("wall_exponent", 10), ("cpu_exponent", 8))
        )
        size = one["lakehouse_bytes"] / GB
        print(f"{one['workers']:>12,}{one['wall']:>9.0f}{one['cpu']:>9.0f}{one['dbt']:>7.0f}"
              f"{one['peak_bytes'] / GB:>9.2f}{size:>10.2f}{powers}")  # fmt: skip


def main(arguments: list[str]) -> int:
    """Measure each size, print as it goes, and write all to target/bench_growth.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "workers", nargs="*", type=int, default=WORKERS, help="sizes, smallest first"
    )
    sizes = sorted(parser.parse_args(arguments).workers)
    here = machine() | {"memory_limit": os.environ.get(LIMIT, "1200MB")}
    print(f"{here['processor']}, {here['cores']} cores, {here['memory_gb']} GB; DuckDB "
          f"{here['duckdb']}, memory limit {here['memory_limit']}", flush=True)  # fmt: skip
    found: list[dict[str, Any]] = []
    for workers in sizes:
        found.append(measure(workers, os.environ.get("BENCH_DIR")))
        exponents(found)
        show(found[-1:])
        sys.stdout.flush()
        OUT.parent.mkdir(exist_ok=True)
        text = json.dumps({"machine": here, "sizes": found}, indent=1)
        OUT.write_text(f"{text}\n", encoding="utf-8")
    show(found)
    print(f"\nAll figures: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
