"""One run of dbt, measured from inside: what it executes, and whose seconds it takes.

`python bench_recording.py OUT ARGUMENTS...` runs dbt with the arguments in a process of its own and
writes OUT/recording.json: CPU seconds of dbt, of DuckDB and of the helpers, and each statement
that dbt had DuckDB execute.

CPU seconds are told apart by threads. What Python's threads take outside of a statement and of a
helper is dbt's own; what a statement takes in its thread, and all that DuckDB's own threads take,
is DuckDB's; the plugin's functions and the processes it starts are the helpers'.
"""

import functools
import json
import re
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.environments import local

from python_helpers import plugin

PLUGIN = plugin.Plugin
HOOKS = ("initialize", "configure_connection", "configure_cursor", "load")
# Functions that SQL calls: by the name that SQL knows, the method and whether it runs alone.
FUNCTIONS = {
    "lakehouse_sha256": ("_sha256", False),
    "canaries_in_files": ("_canaries_in_files", False),
    "column_lineage": ("_lineage", False),
    "mask_sha256": ("_mask_sha256", False),
    "is_kept": ("_is_kept", False),
    "conclude_run": ("_conclude", True),
}
NODE = re.compile(r'"node_id": "([^"]+)"')
COMMENT = re.compile(r"^\s*/\*.*?\*/\s*", re.DOTALL)


class Recording:
    """What is measured while dbt runs; all times in seconds."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.began = time.perf_counter()
        self.statements: list[dict[str, Any]] = []
        self.answers: dict[str, list[Any]] = {}
        self.python = self.executing = self.hooks = self.functions = 0.0
        self.helpers: dict[str, dict[str, float]] = {}

    def statement(self, text: str, bindings: Any, start: float, took: float, cpu: float) -> None:
        node = NODE.search(text)
        with self.lock:
            self.executing += cpu
            self.statements.append({
                "node": node[1] if node else None, "sql": COMMENT.sub("", text),
                "bindings": bindings, "start": start - self.began, "wall": took,
            })  # fmt: skip

    def helper(self, name: str, wall: float, cpu: float, *, is_function: bool) -> None:
        with self.lock:
            if is_function:
                self.functions += cpu
            else:
                self.hooks += cpu
            entry = self.helpers.setdefault(name, {"calls": 0, "wall": 0.0, "cpu": 0.0})
            entry["calls"] += 1
            entry["wall"] += wall
            entry["cpu"] += cpu

    def thread_ended(self) -> None:
        with self.lock:
            self.python += time.thread_time()

    def result(self, code: int) -> dict[str, Any]:
        """Whose seconds, and the statements. The main thread's are counted here."""
        self.thread_ended()
        used = time.process_time()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = children.ru_utime + children.ru_stime
        own = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "returncode": code,
            "wall": time.perf_counter() - self.began,
            "dbt": self.python - self.executing - self.hooks,
            "duckdb": used - self.python + self.executing - self.functions,
            "helpers": self.hooks + self.functions + started,
            "peak_bytes": max(own.ru_maxrss, children.ru_maxrss) * 1024,
            "helper_calls": self.helpers | {"processes started": {"cpu": started}},
            "answers": self.answers,
            "statements": sorted(self.statements, key=lambda entry: float(entry["start"])),
        }


def watch_threads(recording: Recording) -> None:
    """Have every thread of Python's say at its end what it took."""
    whole = threading.Thread.run

    def run(self: threading.Thread) -> None:
        try:
            whole(self)
        finally:
            recording.thread_ended()

    threading.Thread.run = run  # type: ignore[method-assign]


def watch_statements(recording: Recording) -> None:
    """Have dbt-duckdb's cursors say what they execute."""

    def execute(self: Any, sql: str, bindings: Any = None) -> Any:
        start, cpu = time.perf_counter(), time.thread_time()
        try:
            return plain(self, sql, bindings)
        finally:
            took = time.perf_counter() - start
            recording.statement(sql, bindings, start, took, time.thread_time() - cpu)

    plain = local.DuckDBCursorWrapper.execute
    local.DuckDBCursorWrapper.execute = execute


def watch_plugin(recording: Recording) -> None:
    """Have the plugin's hooks, and the functions that SQL calls, say what they take."""

    def watched(name: str, method: Callable[..., Any], function: str | None, clock: Any) -> Any:
        @functools.wraps(method)  # DuckDB asks for the parameters
        def call(self: Any, *arguments: Any) -> Any:
            start, cpu = time.perf_counter(), clock()
            answer = method(self, *arguments)
            what = f"{name} {arguments[0].identifier}" if name == "load" else function or name
            recording.helper(
                what, time.perf_counter() - start, clock() - cpu, is_function=function is not None
            )
            if function and function not in ("conclude_run", "is_kept"):
                with recording.lock:
                    recording.answers.setdefault(function, []).append([list(arguments), answer])
            return answer

        return call

    for name in HOOKS:
        setattr(PLUGIN, name, watched(name, getattr(PLUGIN, name), None, time.thread_time))
    for function, (name, is_alone) in FUNCTIONS.items():
        clock = time.process_time if is_alone else time.thread_time
        setattr(PLUGIN, name, watched(name, getattr(PLUGIN, name), function, clock))


def main(out: Path, arguments: list[str]) -> int:
    """Run dbt and write the recording; dbt's exit code."""
    recording = Recording()
    from dbt.cli.main import dbtRunner

    watch_threads(recording)
    watch_statements(recording)
    watch_plugin(recording)
    ended = dbtRunner().invoke(arguments)
    code = 2 if ended.exception else 0 if ended.success else 1
    text = json.dumps(recording.result(code), default=str)
    (out / "recording.json").write_text(text, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
