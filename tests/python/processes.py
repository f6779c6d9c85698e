"""What the processes that a test starts show to everybody who may list them."""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")


@contextmanager
def watched_processes(out: Path) -> Iterator[None]:
    """Write to `out` the commands and, where Linux shows them, environments of what was started."""
    told: set[bytes] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.1):
            told.update(descendants(os.getpid()) if PROC.is_dir() else listed())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
        out.write_bytes(b"\n".join(sorted(told)))


def descendants(pid: int) -> Iterator[bytes]:
    """Command and environment of each process that a process, or one of those, has started."""
    parents: dict[int, int] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            parents[int(stat.parent.name)] = int(stat.read_bytes().rpartition(b")")[2].split()[1])
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    for one in family - {pid}:
        with contextlib.suppress(OSError):
            yield (PROC / str(one) / "cmdline").read_bytes()
            yield (PROC / str(one) / "environ").read_bytes()


def listed() -> list[bytes]:
    """All processes' commands, as ps has them."""
    return subprocess.run(["ps", "-axww", "-o", "args="], capture_output=True).stdout.splitlines()
