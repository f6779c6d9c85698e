"""kill -9 at moments spread over a build and over its publishing.

After each the current release must be whole, and be the old or the new one; and the next build
must succeed with nobody's help.
"""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from dbt_run import run_dbt
from torture_ground import Figure, Ground, kill, run_publish, start

from python_helpers import releases

Begin = Callable[[], subprocess.Popen[str]]


def kill_publishing(ground: Ground, moments: int) -> Figure:
    """Kill what publishes, at moments evenly spread over the time that it takes."""
    begun = time.monotonic()
    held = kills(ground, lambda: run_publish(ground), (at / moments for at in range(moments)))
    output, _ = run_publish(ground).communicate()
    return _figure(ground, "publishing", moments, held, "end" in output, begun)


def kill_building(ground: Ground, moments: int, first: int = 0, step: int = 1) -> Figure:
    """Kill a build at every `step`th of the moments, evenly spread over the time that it takes.

    Each build begins on what the killed one before it left.
    """
    begun = time.monotonic()
    shares = [(moment + 0.5) / moments for moment in range(first, moments, step)]
    held = kills(ground, lambda: start(ground.run, ground.lakehouse("new")), shares)
    run = run_dbt(ground.run, ground.lakehouse("new"), "build")
    return _figure(ground, "building", len(shares), held, run.returncode == 0, begun)


def kills(ground: Ground, begin: Begin, shares: Iterable[float]) -> int:
    """How many kills the release outlived, at shares (below 1) of the time that a process lasts."""
    process = begin()
    begun = time.monotonic()
    output, _ = process.communicate()
    assert process.returncode == 0, output[-3000:]
    lasts = time.monotonic() - begun
    held = 0
    for share in shares:
        lasts = kill_at(share, lasts, ground, begin)
        held += ground.problem() is None
        thin_out(ground)
    return held


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
