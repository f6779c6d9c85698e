"""What a build need not make again: nodes of dbt whose code and whose inputs are unchanged.

Each node has a fingerprint: of its compiled code and configuration, and of the fingerprints of what
it refers to, down to the files' SHA-256 and the key's id. After a whole build the fingerprints are
written to `build/kept.json`, with the SHA-256 of the two databases as the build left them. The next
build keeps a node's table, view or evidence when its fingerprint is the same and both databases are
still, byte for byte, what was left.
"""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from python_helpers.provenance import file_sha256, tree_sha256

RECORD = "kept.json"
DATABASES = ("staffing.duckdb", "vault.duckdb")
# Flattened sources, and the folders (as file rows name them) that their rows come from.
FOLDERS = {
    "plans": {"scenarios"},
    "plan_events": {"scenarios"},
    "lessons": {"lessons"},
    "outcomes": {"outcomes"},
}
ENGINES = ("dbt-core", "dbt-duckdb", "duckdb")


class Kept:
    """The fingerprints of the last whole build, and those of this one."""

    def __init__(self, build: Path) -> None:
        self.build = build
        self.before: dict[str, str] = {}
        self.relations_before: dict[str, list[Any]] = {}
        self.now: dict[str, str] = {}
        self.shapes: dict[str, str] = {}
        self.kept: set[str] = set()
        self.files: list[dict[str, Any]] = []
        self.common = ""

    def recall(self) -> None:
        """Take what the last build left, if nobody has touched it. Before a database is opened."""
        try:
            record = json.loads((self.build / RECORD).read_text("utf-8"))
            if record["databases"] == self._databases():
                self.before = dict(record["fingerprints"])
                self.relations_before = dict(record["relations"])
        except (OSError, ValueError, KeyError, TypeError):
            self.before, self.relations_before = {}, {}

    def begin(self, files: list[dict[str, Any]], *common: str | None) -> None:
        """Take the lakehouse's files (path, folder, sha256), and what every node rests on."""
        self.files = files
        parts = [tree_sha256([Path("python_helpers")]), *(version(name) for name in ENGINES)]
        self.common = digest([*parts, *common])

    def decide(self, asked: dict[str, Any]) -> bool:
        """Whether what an earlier build made of a node stays.

        `asked` is what the macro is_kept knows of the node: `rows` is a hash of its code and
        configuration, None when it reads what no fingerprint knows (the clock, logs). Every run
        makes such a node, and what refers to it, but for what `reads_shapes` alone: code and
        columns.
        """
        node, parents = asked["node"], sorted(asked["parents"])
        shapes = [self.shapes.get(parent, parent) for parent in parents]
        self.shapes[node] = digest([asked["shape"], *shapes])
        known = shapes if asked["reads_shapes"] else [self._of_parent(name) for name in parents]
        if asked["rows"] is None or None in known:
            return False
        self.now[node] = digest([self.common, asked["rows"], *known])
        if asked["is_there"] and self.before.get(node) == self.now[node]:
            self.kept.add(node)
        return node in self.kept

    def relations(self) -> dict[str, list[Any]]:
        """Rows and content hash of published relations that are kept, by schema and name."""
        names = {node.rpartition(".")[2] for node in self.kept if not node.startswith("test.")}
        known = self.relations_before.items()
        return {name: was for name, was in known if name.partition(".")[2] in names}

    def remember(self, relations: dict[str, list[Any]]) -> None:
        """Leave this build's fingerprints to the next one; after it nothing is written.

        A build that did not come to its end leaves none. `relations` are what it published, as
        lists of rows and content hash; none when it published nothing.
        """
        record = {
            "databases": self._databases(), "fingerprints": self.now, "relations": relations,
        }  # fmt: skip
        draft = self.build / f"{RECORD}.new"
        draft.write_text(json.dumps(record, indent=0), encoding="utf-8")
        draft.replace(self.build / RECORD)

    def forget(self) -> None:
        """Leave nothing to the next build."""
        (self.build / RECORD).unlink(missing_ok=True)

    def _databases(self) -> dict[str, str | None]:
        """SHA-256 of the databases; with a log beside it a database is not what its file holds."""
        return {
            name: None if (self.build / f"{name}.wal").exists() else file_sha256(self.build / name)
            for name in DATABASES
        }

    def _of_parent(self, parent: str) -> str | None:
        kind, _project, *names = parent.split(".")
        if kind != "source":
            return self.now.get(parent)
        group, name = names
        if group != "flattened":
            inside = f"data/{group}/{name}"
            wanted = [file for file in self.files if is_of_stream(file["path"], inside)]
        else:
            folders = FOLDERS.get(name)
            wanted = [file for file in self.files if not folders or file["folder"] in folders]
        return digest([f"{file['path']} {file['sha256']} {file['problem']}" for file in wanted])


def is_of_stream(path: str, inside: str) -> bool:
    """Whether a file is a stream's: its one file, or a part in the folder of its name."""
    return path == f"{inside}.parquet" or path.startswith(f"{inside}/")


def digest(parts: Iterable[str | None]) -> str:
    """SHA-256 (hex) of a list of texts."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()
