"""kill -9 at moments spread over a build and over its publishing.

After each the current release must be whole, and be the old or the new one; and the next build
must succeed with nobody's help.
"""

import shutil
import time
from pathlib import Path

from dbt_run import run_dbt
from torture_ground import Figure, Ground, kill, run_publish, start

from python_helpers import releases


def kill_publishing(ground: Ground, moments: int) -> Figure:
    """Kill what publishes, at moments evenly spread over the time that it takes."""
    begun = time.monotonic()
    process = run_publish(ground)
    published_from = time.monotonic()
    process.communicate()
    lasts = time.monotonic() - published_from
    assert process.returncode == 0
    held = done = 0
    for moment in range(moments):
        ground.restore()
        process = run_publish(ground)
        time.sleep(lasts * moment / moments)
        is_done = process.poll() is not None
        if not is_done:
            kill(process)
        done += is_done
        held += ground.problem() is None
        thin_out(ground)
    process = run_publish(ground)
    output, _ = process.communicate()
    note = f"{done} had ended before; the next one {'succeeds' if 'end' in output else 'FAILS'}"
    return Figure("kill -9 while publishing", moments, held if "end" in output else 0,
                  time.monotonic() - begun, note)  # fmt: skip


def kill_building(ground: Ground, moments: int, first: int = 0, step: int = 1) -> Figure:
    """Kill a build at every `step`th of the moments, evenly spread over the time that it takes.

    Each build begins on what the killed one before it left.
    """
    begun = time.monotonic()
    process = start(ground.run, ground.lakehouse("new"))
    output, _ = process.communicate()
    assert process.returncode == 0, output[-3000:]
    lasts = time.monotonic() - begun
    tried = held = 0
    for moment in range(first, moments, step):
        ground.restore()
        process = start(ground.run, ground.lakehouse("new"))
        time.sleep(lasts * (moment + 0.5) / moments)
        if process.poll() is None:
            kill(process)
        else:
            process.communicate()
        tried += 1
        held += ground.problem() is None
        thin_out(ground)
    run = run_dbt(ground.run, ground.lakehouse("new"), "build")
    is_well = run.returncode == 0 and ground.problem() is None
    note = f"the next build {'succeeds' if is_well else 'FAILS'}"
    return Figure("kill -9 while building", tried, held if is_well else 0,
                  time.monotonic() - begun, note)  # fmt: skip


def thin_out(ground: Ground) -> None:
    """Remove releases between the first and the last, which is no work of the audit's."""
    for name in releases.names(ground.published)[1:-1]:
        folder: Path = ground.published / "releases" / name
        if folder != (ground.published / "current").resolve():
            shutil.rmtree(folder)
