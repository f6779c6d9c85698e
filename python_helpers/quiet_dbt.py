"""dbt with one line of progress instead of two lines for each node.

Errors, and what macros print (the verdict), are shown as ever. dbt's own log file has the rest.
The exit code is dbt's.
"""

import difflib
import sys
import time
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import yaml
from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).parents[1] / "dbt_project.yml"
EVERY = 15  # seconds between lines where no terminal is
KINDS = {"model": "building", "seed": "loading", "test": "checking", "unit_test": "testing"}


class Progress:
    """How far a run is: nodes that are done, of how many, and which one runs longest."""

    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal
        self._done = 0
        self._total = 0
        self._running: dict[str, tuple[str, float]] = {}
        self._began = time.monotonic()
        self._said = self._began
        self._lock = Lock()
        self._ended = Event()

    def hear(self, message: Any) -> None:
        """Take an event of dbt (a callback of dbtRunner)."""
        with self._lock:
            if message.info.name == "LogStartLine":
                self._total = message.data.total
                node = message.data.node_info
                what = f"{KINDS.get(node.resource_type, 'running')} {node.node_name}"
                self._running[node.node_name] = (what, time.monotonic())
                self._say()
            elif message.info.name == "NodeFinished":
                self._done += 1
                self._running.pop(message.data.node_info.node_name, None)
            elif message.info.name == "LogHookStartLine" and self._done:
                # What ends a run prints for itself: nothing may tick into its lines.
                self._ended.set()
                self.clear()

    def watch(self) -> None:
        """Say again and again how far it is, until the run has ended: a step may be long."""
        while not self._ended.wait(1 if self._terminal else EVERY / 3):
            with self._lock:
                self._say()

    def end(self) -> None:
        """Say no more."""
        self._ended.set()
        with self._lock:
            self.clear()

    def _say(self) -> None:
        now = time.monotonic()
        if not self._terminal and now - self._said < EVERY:
            return
        if self._done and not self._running:
            return
        self._said = now
        if self._running:
            what, since = min(self._running.values(), key=lambda each: each[1])
            long = f", {now - since:.0f} s so far" if now - since >= EVERY else ""
        else:
            what, long = "reading project and lakehouse", ""
        steps = f"{self._done:>4} of {self._total}" if self._total else " " * 11
        line = f"{steps}  {now - self._began:>4.0f} s  {what}{long}"
        if self._terminal:
            # Back to the line's start: an error that dbt prints meanwhile covers it.
            print(f"\r\033[K{line[:78]}\r", end="", flush=True)
        else:
            print(line, flush=True)

    def clear(self) -> None:
        """Leave the terminal's line empty for what comes."""
        if self._terminal:
            print("\r\033[K", end="", flush=True)


def mistaken_vars(text: str) -> str:
    """What is wrong with vars given as YAML: dbt says nothing of a name that it does not know."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError:
        given = None
    if not isinstance(given, dict):
        example = "'{absent_streams: [sparse_workers]}'"
        return f"VARS is no YAML mapping: {text!r}. Write it like {example}."
    known = yaml.safe_load(PROJECT.read_text("utf-8"))["vars"]
    for name in map(str, given):
        if name not in known:
            begun = [each for each in known if each.startswith(name)]
            near = begun or difflib.get_close_matches(name, known, n=1, cutoff=0)
            return (
                f"there is no var {name}. Did you mean {near[0]}? dbt_project.yml has all of them."
            )
    return ""


def main() -> None:
    """Run dbt with the arguments given, and exit as dbt does: 0 well, 1 failed, 2 not begun."""
    if "--vars" in sys.argv[1:-1] and (
        mistake := mistaken_vars(sys.argv[sys.argv.index("--vars") + 1])
    ):
        print(f"The audit did not start: {mistake}", file=sys.stderr)
        sys.exit(2)
    progress = Progress(sys.stdout.isatty())
    Thread(target=progress.watch, daemon=True).start()
    ended = dbtRunner(callbacks=[progress.hear]).invoke(["--quiet", *sys.argv[1:]])
    progress.end()
    if ended.exception is not None:
        sys.exit(2)
    sys.exit(0 if ended.success else 1)


if __name__ == "__main__":
    main()
