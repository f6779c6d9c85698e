"""How fast the audit is: `make bench`, over the lakehouse that STAFFING_LAKEHOUSE names.

A whole build, split into dbt, DuckDB and helpers; its SQL run bare, the floor; a second build with
nothing changed; then how fast personal data is found (pii_bench.py). Prints tables, and writes all
figures to target/bench.json. CPU seconds bear comparison on a busy machine; wall time does not.
"""

import json
import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bench_build
import pii_bench
from dbt_run import ROOT

LAKEHOUSE = Path(os.environ.get("STAFFING_LAKEHOUSE") or ROOT / "sample_lakehouse").absolute()
OUT = ROOT / "target" / "bench.json"
GB = 10**9  # as memory limits are written
LARGEST = 12
OWN_PARTS = ("dbt", "duckdb", "helpers")


def machine() -> dict[str, Any]:
    """What the figures were measured on, and with."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines()
             if line.startswith("model name")] if info.is_file() else []  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GB
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "python": platform.python_version(),
        **{name: version(name) for name in ("dbt-core", "dbt-duckdb", "duckdb")},
    }


def cpu(build: dict[str, Any]) -> float:
    """All CPU seconds of a recorded build."""
    return float(sum(build[part] for part in OWN_PARTS))


def summary(build: dict[str, Any]) -> dict[str, Any]:
    """The figures of a recorded build without its statements."""
    return {name: build[name] for name in (*OWN_PARTS, "wall", "peak_bytes", "helper_calls")} | {
        "cpu": cpu(build)
    }


def measure(folder: Path, lakehouse: Path) -> dict[str, Any]:
    """A first build, the floor, and a build of the same once more; all below `folder`."""
    (folder / "floor").mkdir(parents=True)
    first = summary(bench_build.record(folder, lakehouse))
    floor = bench_build.floor(folder, lakehouse)
    shutil.rmtree(folder / "floor")
    second = summary(bench_build.record(folder, lakehouse))
    nodes: dict[str, float] = {}
    for statement in floor["statements"]:
        kind, *names = (statement["node"] or "seeds, functions, run logs").split(".")
        name = names[1] if kind == "test" else ".".join(names[1:]) or kind
        nodes[name] = nodes.get(name, 0.0) + statement["cpu"]
    largest = sorted(nodes.items(), key=lambda item: -item[1])[:LARGEST]
    return {
        "first": first,
        "floor": {name: floor[name] for name in ("wall", "cpu", "peak_bytes")},
        "second": second,
        "over_floor": (first["duckdb"] + first["helpers"]) / floor["cpu"],
        "second_of_first": {
            "cpu": second["cpu"] / first["cpu"], "wall": second["wall"] / first["wall"]
        },
        "largest": dict(largest),
    }  # fmt: skip


def show(found: dict[str, Any]) -> None:
    """The figures as tables."""
    here = found["machine"]
    print(f"{here['processor']}, {here['cores']} cores, {here['memory_gb']} GB; Python "
          f"{here['python']}, dbt {here['dbt-core']}, DuckDB {here['duckdb']}")  # fmt: skip
    print(f"\n{'CPU seconds':<26}{'dbt':>8}{'DuckDB':>9}{'helpers':>9}{'all':>8}"
          f"{'wall':>8}{'peak GB':>9}")  # fmt: skip
    for name, title in (("first", "first build"), ("second", "second, nothing changed")):
        one = found[name]
        print(f"{title:<26}{one['dbt']:>8.1f}{one['duckdb']:>9.1f}{one['helpers']:>9.1f}"
              f"{one['cpu']:>8.1f}{one['wall']:>8.1f}{one['peak_bytes'] / GB:>9.2f}")  # fmt: skip
    floor = found["floor"]
    print(f"{'floor: the first bare':<26}{'':>8}{floor['cpu']:>9.1f}{'':>9}{floor['cpu']:>8.1f}"
          f"{floor['wall']:>8.1f}{floor['peak_bytes'] / GB:>9.2f}")  # fmt: skip
    second = found["second_of_first"]
    print(f"\nDuckDB and helpers take {found['over_floor']:.2f} times the floor (at most 1.5).")
    print(f"The second build takes {second['cpu']:.0%} of the first's CPU and {second['wall']:.0%} "
          "of its time (at most 40%).")  # fmt: skip
    print("\nThe floor's largest, CPU seconds")
    for name, seconds in found["largest"].items():
        print(f"  {name:<52}{seconds:>7.1f}")
    print("\nHelpers of the first build, CPU seconds")
    for name, call in sorted(found["first"]["helper_calls"].items(), key=lambda i: -i[1]["cpu"]):
        if call["cpu"] >= 0.05:
            print(f"  {name:<52}{call['cpu']:>7.1f}")


def main() -> int:
    """Measure, print and write; exit 2 when there is no lakehouse."""
    if not LAKEHOUSE.is_dir():
        print(f"bench: there is no {LAKEHOUSE}: run `make sample`", file=sys.stderr)
        return 2
    found: dict[str, Any] = {"machine": machine(), "lakehouse": LAKEHOUSE.name}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        found |= measure(Path(folder) / "run", LAKEHOUSE)
    show(found)
    print()
    found["personal_data"] = pii_bench.measure(LAKEHOUSE)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"\nAll figures: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
