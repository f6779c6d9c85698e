"""kill -9 at moments spread over a build and over its publishing.

After each the current release must be whole, and be the old or the new one; and the next build
must succeed with nobody's help.
"""

import itertools
import math
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dbt_run import run_dbt
from torture_ground import Figure, Ground, kill, run_publish, start

from python_helpers import releases

Begin = Callable[[], subprocess.Popen[str]]
GOLDEN = (5**0.5 - 1) / 2


def kill_publishing(ground: Ground, moments: int, first: int = 1) -> Figure:
    """Kill what publishes, at moments spread over the time that it takes."""
    begun = time.monotonic()
    tried, held = kills(ground, lambda: run_publish(ground), moments, first)
    output, _ = run_publish(ground).communicate()
    return _figure(ground, "publishing", tried, held, "end" in output, begun)


def kill_building(ground: Ground, moments: int, first: int, patience: float) -> Figure:
    """Kill builds at moments spread over the time that one takes; none is begun after `patience`.

    Each build begins on what the killed one before it left.
    """
    begun = time.monotonic()
    tried, held = kills(
        ground, lambda: start(ground.run, ground.lakehouse("new")), moments, first, patience
    )
    run = run_dbt(ground.run, ground.lakehouse("new"), "build")
    return _figure(ground, "building", tried, held, run.returncode == 0, begun)


def spread(first: int) -> Iterator[float]:
    """Shares of a whole, without end: any of them that follow each other lie evenly."""
    return (number * GOLDEN % 1 for number in itertools.count(first))


def kills(
    ground: Ground, begin: Begin, moments: int, first: int, patience: float = math.inf
) -> tuple[int, int]:
    """Kill a process at moments spread over the time that it lasts: how many, and how many the
    release outlived. After `patience`, in seconds, no other one is begun.
    """
    until = time.monotonic() + patience
    process = begin()
    begun = time.monotonic()
    output, _ = process.communicate()
    assert process.returncode == 0, output[-3000:]
    lasts = time.monotonic() - begun
    tried = held = 0
    for share in itertools.islice(spread(first), moments):
        if time.monotonic() > until:
            break
        lasts = kill_at(share, lasts, ground, begin)
        tried += 1
        held += ground.problem() is None
        thin_out(ground)
    return tried, held


def kill_at(share: float, lasts: float, ground: Ground, begin: Begin) -> float:
    """Kill a process at a share of the time that it lasts; that time, as known afterwards.

    One that ended before was no kill, and takes less time than thought: it is begun again.
    """
    while True:
        ground.restore()
        process = begin()
        begun = time.monotonic()
        try:
            process.communicate(timeout=share * lasts)
        except subprocess.TimeoutExpired:
            kill(process)
        if process.returncode == -signal.SIGKILL:
            return lasts
        assert process.returncode == 0, "what began after a kill failed by itself"
        lasts = min(lasts, time.monotonic() - begun)


def thin_out(ground: Ground) -> None:
    """Remove releases between the first and the last, which is no work of the audit's."""
    for name in releases.names(ground.published)[1:-1]:
        folder: Path = ground.published / "releases" / name
        if folder != (ground.published / "current").resolve():
            shutil.rmtree(folder)


def _figure(
    ground: Ground, what: str, moments: int, held: int, next_ended: bool, begun: float
) -> Figure:
    is_well = next_ended and ground.problem() is None
    note = f"the next one {'succeeds' if is_well else 'FAILS'}"
    seconds = time.monotonic() - begun
    return Figure(f"kill -9 while {what}", moments, held if is_well else 0, seconds, note)
