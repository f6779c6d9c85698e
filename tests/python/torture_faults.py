"""Full disks, folders that cannot be written, little memory, a wrong clock, a changed source."""

import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dbt_run import ROOT
from naughty import SECRET
from torture_ground import Figure, Ground, environment, read_only, small_disk, start

MEMORY = "60MB"


def told_well(process: "subprocess.Popen[str]", *reasons: str) -> str | None:
    """Why a failed run did not fail as documented, or None: exit 1 or 2, a reason, no trace."""
    output, _ = process.communicate()
    if process.returncode not in (1, 2):
        return f"exit {process.returncode}"
    if "Traceback" in output or SECRET in output:
        return "a traceback or a value in the output"
    if not any(re.search(reason, output) for reason in reasons):
        return f"no word of {reasons}: {output[-300:]}"
    return None


def faults(ground: Ground, *, builds: bool = True) -> Iterator[Figure]:
    """All of them; without `builds` only those that need no whole build."""
    yield timed("published/ on a full disk", ground, full_published)
    yield timed("published/ read-only", ground, read_only_published)
    yield timed("build/ read-only", ground, read_only_build)
    yield timed("a source changed before publishing (G05)", ground, changed_before_publishing)
    if builds:
        yield timed("build/ on a full disk", ground, full_build)
        yield timed("memory too small", ground, small_memory)
        yield timed("lakehouse read-only", ground, read_only_lakehouse)
        yield timed("a source changed while building (G05)", ground, changed_while_building)
        yield timed("clock set back a year", ground, clock_back)


def timed(what: str, ground: Ground, try_it: object) -> Figure:
    """Try a fault; the release must be the old or the new one afterwards."""
    begun = time.monotonic()
    ground.restore()
    assert callable(try_it)
    problem = try_it(ground) or ground.problem()
    return Figure(what, 1, int(problem is None), time.monotonic() - begun, problem or "")


def full_published(ground: Ground) -> str | None:
    """A disk that has room for a part of the release alone."""
    with small_disk(ground.folder / "small", 4) as is_mounted:
        if not is_mounted:
            return limited_files(ground)
        published = ground.folder / "small" / "published"
        process = conclude(ground, published)
        problem = told_well(process, "No space left|could not write the release")
        left = list(published.glob("releases/*"))
        return problem or (f"left behind: {left}" if left else None)


def limited_files(ground: Ground) -> str | None:
    """No file may grow past 1 MB: where no disk can be mounted."""
    process = conclude(ground, ground.published, preexec=limit_file_size)
    return told_well(process, "File too large|could not write the release")


def limit_file_size() -> None:
    """In a child before it runs."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def conclude(ground: Ground, published: Path, preexec: object = None) -> "subprocess.Popen[str]":
    """The end of a build as dbt's hook makes it: publish, and the verdict; exit 1 when it fails."""
    body = (
        "import json, sys; from pathlib import Path; from python_helpers import conclusion; "
        "run = {'run_id': 'r', 'checks': [], 'broken': [], 'why_not_whole': None, "
        "'exports': ['fill_events'], 'releases_kept': 5}; "
        "ended = conclusion.conclude(json.dumps(run), *map(Path, sys.argv[1:])); "
        "print(ended.text); sys.exit(ended.has_failed)"
    )
    places = (ground.lakehouse("new"), ground.run / "build", published)
    return subprocess.Popen(
        [sys.executable, "-c", body, *map(str, places)], cwd=ROOT, text=True,
        env=environment(ground.run, ground.lakehouse("new")), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, preexec_fn=preexec if callable(preexec) else None,
    )  # fmt: skip


def read_only_published(ground: Ground) -> str | None:
    with read_only(ground.published):
        return told_well(conclude(ground, ground.published), "(?i)read-only|permission denied")


def read_only_build(ground: Ground) -> str | None:
    with read_only(ground.run / "build"):
        process = start(ground.run, ground.lakehouse("new"))
        return told_well(process, "build folder .* cannot be used: (read-only|permission)")


def changed_before_publishing(ground: Ground) -> str | None:
    file = ground.lakehouse("new") / "data/datasets/candidates.parquet"
    before = file.read_bytes()
    file.write_bytes(before + b"\0")
    try:
        return told_well(conclude(ground, ground.published), "changed while the audit ran .G05.")
    finally:
        file.write_bytes(before)


def full_build(ground: Ground) -> str | None:
    """A disk that fills while the masked tables are made."""
    run = ground.folder / "full"
    with small_disk(run / "build", 6) as is_mounted:
        process = start(run, ground.lakehouse("new"))
        if not is_mounted:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        return told_well(process, "(?i)no space left|file too large|could not write|disk")


def small_memory(ground: Ground) -> str | None:
    """DuckDB says that it has too little, or spills and the build succeeds."""
    variables = environment(ground.run, ground.lakehouse("new")) | {"STAFFING_MEMORY_LIMIT": MEMORY}
    process = subprocess.Popen(
        [sys.executable, "-m", "dbt.cli.main", "build"], cwd=ROOT, env=variables, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    output, _ = process.communicate()
    if process.returncode == 0:
        return None if "Published" in output else "exit 0 and nothing published"
    is_told = "Out of Memory" in output and "Traceback" not in output
    return None if is_told and process.returncode in (1, 2) else output[-500:]


def read_only_lakehouse(ground: Ground) -> str | None:
    """A build needs to write nothing there, and leaves every byte as it was."""
    with read_only(ground.lakehouse("new")):
        process = start(ground.run, ground.lakehouse("new"))
        output, _ = process.communicate()
    return None if process.returncode == 0 else output[-500:]


def changed_while_building(ground: Ground) -> str | None:
    """A worker file gets another row in the midst of a build."""
    lakehouse = ground.folder / "changing"
    shutil.copytree(ground.lakehouse("new"), lakehouse)
    file = lakehouse / "data/_playbook_lessons/2025-01-01_cli-00001_001.json"
    process = start(ground.run, lakehouse)
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line
        if "START" in line and "model" in line:
            file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
            break
    output = text + process.communicate()[0]
    shutil.rmtree(lakehouse)
    is_told = re.search(r"BLOCKED +G05|changed while the audit ran .G05.", output)
    return None if is_told and process.returncode in (1, 2) else output[-500:]


def clock_back(ground: Ground) -> str | None:
    """Releases from next year lie there: as if the clock had been set back since."""
    current = (ground.published / "current").resolve()
    later = current.with_name("29990101T000000Z-later")
    shutil.copytree(current, later)
    process = start(ground.run, ground.lakehouse("new"))
    output, _ = process.communicate()
    now = (ground.published / "current").resolve().name
    shutil.rmtree(later, ignore_errors=True)
    if process.returncode:
        return output[-500:]
    return None if now > later.name else f"{now} is not after {later.name}"
