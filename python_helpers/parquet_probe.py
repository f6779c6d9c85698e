"""Whether a file is a whole parquet file, and what it holds: every value of it is read once.

A DuckDB error may quote the value that it stumbled over, and a damaged page may end the process
that reads it. So the reading is done in a process of its own (`parquet_child.py`), which answers in
words that quote nothing, and whose end is a problem of the file and not of the audit.
"""

import contextlib
import json
import os
import selectors
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from python_helpers import keys
from python_helpers.json_reader import Unreadable

MAGIC, ENCRYPTED_MAGIC = b"PAR1", b"PARE"
SMALLEST = 12  # magic, length of the footer, magic
CHILD = Path(__file__).with_name("parquet_child.py")
# How long a file may take: a disk gives some MB a second at the least.
PATIENCE_SECONDS, PATIENCE_BYTES_A_SECOND = 60, 2_000_000


class Probe(NamedTuple):
    """A parquet file: rows by its footer, and its columns as {name, type}, types as DuckDB's."""

    rows: int
    columns: list[dict[str, str]]


class Prober:
    """Reads files one after another in one process; after its end in a new one."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self.patience = patience
        self._child: subprocess.Popen[str] | None = None

    def probe(self, path: Path) -> Probe:
        """Rows and columns of a parquet file.

        Raises Unreadable with a reason when it is not one, is encrypted, is not whole, or holds
        a value that cannot be read.
        """
        size = check_magic(path)
        answer = self._ask(json.dumps([literal_glob(path), size]), size)
        if "problem" in answer:
            raise Unreadable(str(answer["problem"]))
        return Probe(answer["rows"], answer["columns"])

    def close(self) -> None:
        """End the process; a later probe starts another."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _ask(self, question: str, size: int) -> dict[str, Any]:
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-P", str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                # Others' bytes are read here: not beside the key, nor credentials.
                env={
                    name: text
                    for name, text in os.environ.items()
                    if name != keys.ENV_VAR and not name.startswith("AWS_")
                },
            )
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            child.stdin.write(f"{question}\n")
            child.stdin.flush()
        seconds = self.patience + size / PATIENCE_BYTES_A_SECOND
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            is_answered = bool(waiting.select(seconds))
        line = child.stdout.readline() if is_answered else ""
        if line.endswith("\n"):
            found: dict[str, Any] = json.loads(line)
            return found
        self.close()
        if not is_answered:
            return {"problem": f"damaged: reading it does not end within {seconds:.0f} seconds"}
        return {"problem": f"damaged: reading it ends the reader (exit {child.returncode})"}


def check_magic(path: Path) -> int:
    """The file's size in bytes; raises Unreadable unless it begins and ends as parquet does."""
    with path.open("rb") as handle:
        head = handle.read(4)
        size = handle.seek(0, 2)
        handle.seek(max(0, size - 4))
        tail = handle.read(4)
    if size == 0:
        raise Unreadable("zero bytes")
    if ENCRYPTED_MAGIC in (head, tail):
        raise Unreadable("encrypted parquet")
    if head != MAGIC and tail != MAGIC:
        raise Unreadable("not a parquet file")
    if head != MAGIC:
        raise Unreadable("damaged: it does not begin as parquet does")
    if tail != MAGIC or size < SMALLEST:
        raise Unreadable("truncated: no parquet footer")
    return size


def literal_glob(path: Path) -> str:
    """A path as DuckDB's readers take it: a name's own *, ? and [ stand for themselves."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
