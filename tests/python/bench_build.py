"""A build and its floor, side by side: `make bench` (bench.py) runs this and prints it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from dbt_run import KEY, PASSED_ON, ROOT

HERE = Path(__file__).parent


def environment(folder: Path, lakehouse: Path) -> dict[str, str]:
    """What a build below `folder` runs with; a key of the tests' own."""
    key_file = folder / "key"
    key_file.write_text(KEY.hex(), encoding="ascii")
    key_file.chmod(0o600)
    kept = (*PASSED_ON, "STAFFING_MEMORY_LIMIT", "STAFFING_THREADS")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))),
        "STAFFING_LAKEHOUSE": str(lakehouse),
        "STAFFING_BUILD_DIR": str(folder / "build"),
        "STAFFING_PUBLISHED_DIR": str(folder / "published"),
        "STAFFING_KEY_FILE": str(key_file),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DBT_PROFILES_DIR": str(ROOT),
        "DBT_LOG_LEVEL_FILE": "info",
        "DBT_USE_COLORS": "false",
    }


def run(script: str, folder: Path, lakehouse: Path, *arguments: str) -> None:
    """Run one of the two scripts in a process of its own; its output goes to a file."""
    with (folder / f"{script}.txt").open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [sys.executable, str(HERE / f"{script}.py"), str(folder), *arguments],
            cwd=ROOT,
            env=environment(folder, lakehouse),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        text = (folder / f"{script}.txt").read_text("utf-8")
        raise RuntimeError(f"{script} ended with {done.returncode}:\n{text[-20_000:]}")


def record(folder: Path, lakehouse: Path, *arguments: str) -> dict[str, Any]:
    """A whole build as bench_recording.py measures it."""
    run("bench_recording", folder, lakehouse, "build", *arguments)
    found: dict[str, Any] = json.loads((folder / "recording.json").read_text("utf-8"))
    return found


def floor(folder: Path, lakehouse: Path) -> dict[str, Any]:
    """The SQL of the build last recorded there, bare, as bench_floor.py measures it."""
    run("bench_floor", folder, lakehouse, str(lakehouse))
    found: dict[str, Any] = json.loads((folder / "floor.json").read_text("utf-8"))
    return found
