"""Readers in processes of their own while builds run; a second build beside the first."""

import json
import subprocess
import sys
import time
from pathlib import Path

from torture_ground import Figure, Ground, run_publish, start

READERS = 8
READER = """
import json, sys, time
from pathlib import Path
import duckdb
current, stop = Path(sys.argv[1]), Path(sys.argv[2])
queries = [
    "select count(*), any_value(key_id) from safe.workers_safe",
    "select min(city), max(city), count(*) from safe.candidates_safe",
    "select count(*), sum(requested_count), sum(filled_count) from marts.fill_events",
]
reads, errors, answers = 0, [], set()
while not stop.exists():
    try:
        with duckdb.connect(str(current / "staffing.duckdb"), read_only=True) as connection:
            first = [connection.sql(query).fetchall() for query in queries]
            time.sleep(0.05)
            again = [connection.sql(query).fetchall() for query in queries]
        reads += 1
        if reads == 1:
            print("ready", flush=True)
        answers.add(str(first))
        if first != again:
            errors.append("answers changed within a connection")
        time.sleep(0.25)  # a build has two cores to share with eight of these
    except Exception as problem:
        errors.append(f"{type(problem).__name__}: {problem}")
        print("failed", flush=True)
print(json.dumps({"reads": reads, "errors": errors, "answers": sorted(answers)}))
"""


def read_while(ground: Ground, stop: Path) -> list["subprocess.Popen[str]"]:
    """Start the readers; they read until the file `stop` is there."""
    arguments = [str(ground.published / "current"), str(stop)]
    return [
        subprocess.Popen(
            [sys.executable, "-c", READER, *arguments], text=True, stdout=subprocess.PIPE
        )
        for _ in range(READERS)
    ]


def readers_and_builds(ground: Ground, builds: int, *, whole: bool = True) -> Figure:
    """Eight readers while builds publish the new and the old lakehouse in turn.

    With `whole` each is a dbt build, else the publishing of the build that lies there.
    """
    begun = time.monotonic()
    stop = ground.folder / "stop"
    readers = read_while(ground, stop)
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    built = 0
    for number in range(builds):
        process = (
            start(ground.run, ground.lakehouse(("new", "old")[number % 2]))
            if whole
            else run_publish(ground)
        )
        process.communicate()
        built += process.returncode == 0
        time.sleep(0.5)
    stop.touch()
    found = [json.loads(reader.communicate()[0].splitlines()[-1]) for reader in readers]
    stop.unlink()
    reads = sum(one["reads"] for one in found)
    errors = [error for one in found for error in one["errors"]]
    answers = {answer for one in found for answer in one["answers"]}
    is_sound = built == builds and len(answers) == 2 and not errors
    note = f"{READERS} readers, {builds} {'builds' if whole else 'releases'}, {built} succeeded"
    note += f", {len(answers)} different answers" + (f", {errors[0]}" if errors else "")
    return Figure("reads of the current release while builds run", reads + len(errors),
                  reads if is_sound else 0, time.monotonic() - begun, note)  # fmt: skip


def two_builds(ground: Ground) -> Figure:
    """A second build in the same folder says so, exits 2, and disturbs nothing."""
    begun = time.monotonic()
    first = start(ground.run, ground.lakehouse("new"))
    lock = ground.run / "build" / ".lock"
    while f"{first.pid}\n" not in (lock.read_text("ascii") if lock.exists() else ""):
        assert first.poll() is None, first.communicate()[0][-2000:]
        time.sleep(0.1)
    second = start(ground.run, ground.lakehouse("old"))
    told, _ = second.communicate()
    was_first_alive = first.poll() is None
    output, _ = first.communicate()
    is_told = f"another run is building in {ground.run / 'build'}" in told
    held = (
        second.returncode == 2 and is_told and "Traceback" not in told
        and first.returncode == 0 and ground.problem() is None
    )  # fmt: skip
    note = "" if held else (told if was_first_alive else output)[-500:]
    return Figure("a second build beside the first", 1, int(held), time.monotonic() - begun, note)
