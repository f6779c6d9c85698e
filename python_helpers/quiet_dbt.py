"""dbt with one line of progress instead of two lines for each node.

Errors, and what macros print (the verdict), are shown as ever. dbt's own log file has the rest.
The exit code is dbt's.
"""

import sys
import time
from threading import Lock
from typing import Any

from dbt.cli.main import dbtRunner

EVERY = 15  # seconds between lines where no terminal is
KINDS = {"model": "building", "seed": "loading", "test": "checking", "unit_test": "testing"}


class Progress:
    """How far a run is: nodes that are done, of how many, and which one was begun last."""

    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal
        self._done = 0
        self._total = 0
        self._began = time.monotonic()
        self._said = self._began
        self._lock = Lock()

    def hear(self, message: Any) -> None:
        """Take an event of dbt (a callback of dbtRunner)."""
        with self._lock:
            if message.info.name == "LogStartLine":
                self._total = message.data.total
                self._say(message.data.node_info)
            elif message.info.name == "NodeFinished":
                self._done += 1
            elif message.info.name == "EndOfRunSummary":
                self.clear()

    def _say(self, node: Any) -> None:
        seconds = time.monotonic() - self._began
        what = KINDS.get(node.resource_type, "running")
        line = f"{self._done:>4} of {self._total}  {seconds:>4.0f} s  {what} {node.node_name}"
        if self._terminal:
            print(f"\r\033[K{line[:78]}", end="", flush=True)
        elif time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            print(line, flush=True)

    def clear(self) -> None:
        """Leave the terminal's line empty for what comes."""
        if self._terminal:
            print("\r\033[K", end="", flush=True)


def main() -> None:
    """Run dbt with the arguments given, and exit as dbt does: 0 well, 1 failed, 2 not begun."""
    progress = Progress(sys.stdout.isatty())
    ended = dbtRunner(callbacks=[progress.hear]).invoke(["--quiet", *sys.argv[1:]])
    progress.clear()
    if ended.exception is not None:
        sys.exit(2)
    sys.exit(0 if ended.success else 1)


if __name__ == "__main__":
    main()
