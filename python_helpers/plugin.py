"""The dbt-duckdb plugin: the key as session variables, JSON and file facts as sources, the release.

dbt-duckdb calls `configure_connection` once per process and `configure_cursor` for every cursor
(session variables are not shared between cursors), and `load` for each source whose YAML says
`plugin: staffing`.
"""

import json
import os
from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import SourceConfig
from dbt.flags import get_flags

from python_helpers import (
    canaries,
    column_lineage,
    conclusion,
    flatten,
    keys,
    lakehouse,
    mask_means,
    provenance,
    vault,
)
from python_helpers.database import memory_limit
from python_helpers.kept import Kept
from python_helpers.lakehouse import Place
from python_helpers.object_storage import S3Path
from python_helpers.relations import Previous

LOADERS: dict[str, Callable[[Place], pa.Table]] = {
    "files": provenance.list_files,
    "plans": flatten.plans,
    "plan_events": flatten.plan_events,
    "lessons": flatten.lessons,
    "outcomes": flatten.outcomes,
    "rejected": flatten.rejected,
    "canaries": canaries.load,
}


def keep_memory(connection: Any) -> None:
    """Let DuckDB keep some memory for good: as much as a release's database gets beside it.

    Else it gives each block back to the system and asks for it again, which clears every page: for
    a part of the masks 0.56 million, 0.12 so.
    """
    connection.execute(f"set block_allocator_memory = '{memory_limit()}'")


def full_text_search() -> Path:
    """DuckDB's extension fts as its wheel holds it: nothing is fetched when dbt runs."""
    wheel = Path(str(resources.files("duckdb_extension_fts")))
    return wheel / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"


class Plugin(BasePlugin):
    """Everything dbt needs from Python, behind one name (`staffing`) in profiles.yml."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Read the profile's settings and the key; problems with it are kept for the gate.

        So are those with a lakehouse in object storage.
        """
        self.lakehouse = lakehouse.place_of(plugin_config["lakehouse"])
        self.build_dir = Path(plugin_config["build_dir"])
        self.published_dir = Path(plugin_config["published_dir"])
        # The vault reads raw data and the failure rows lie in it: owner only.
        os.umask(0o077)
        vault.take(self.build_dir)
        lakehouse.forget_copies(self.build_dir)
        self.lakehouse_problem = lakehouse.why_unfit(self.lakehouse)
        key_problem = ""
        self.pads: keys.Pads | None = None
        self._key: bytes | None = None
        try:
            self._key = keys.load_key()
            self.pads = keys.pads(self._key)
        except keys.KeyProblem as problem:
            key_problem = str(problem)
        try:
            planted = [] if self.lakehouse_problem else canaries.read(self.lakehouse)
        except canaries.Unreadable:  # the gate says so: its source has the problem as a row
            planted = []
        self.canary_pattern = canaries.pattern(planted) if planted else None
        self.given = {
            "pii_key_problem": key_problem,
            "lakehouse_problem": self.lakehouse_problem,
            "code_sha256": provenance.tree_sha256(
                [Path(folder) for folder in ("models", "macros", "seeds", "python_helpers")]
            ),
            "git_commit": provenance.git_commit(),
            "canary_pattern": self.canary_pattern,
            "pii_inner_pad": self.pads and self.pads.inner,
            "pii_outer_pad": self.pads and self.pads.outer,
            "pii_key_id": self.pads and self.pads.key_id,
        }
        self.kept = Kept(self.build_dir)
        self.files: list[dict[str, Any]] = []

        self.spark = self._spark(plugin_config.get("spark"))

    def _spark(self, address: str | None) -> Any:
        """The way to Spark, for the targets that have one."""
        if address is None:
            return None
        from python_helpers.spark.bridge import Bridge

        readers = {name: partial(load, self.lakehouse) for name, load in LOADERS.items()}
        return Bridge(address, self.build_dir, readers, self.pads)

    def configure_connection(self, conn: Any) -> None:
        """Load extensions, attach the vault, register the functions that SQL calls."""
        conn.load_extension(str(full_text_search()))
        keep_memory(conn)
        if isinstance(self.lakehouse, S3Path) and not self.lakehouse_problem:
            lakehouse.let_duckdb_read(conn, self.lakehouse)
        flags = get_flags()
        if flags.WHICH == "build" and not flags.FULL_REFRESH:
            self.kept.recall()
        self._attach_vault(conn)
        if self.spark is not None:
            self.spark.register(conn)
        conn.create_function(
            "lakehouse_sha256", self._sha256, ["VARCHAR"], "VARCHAR", null_handling="special"
        )
        conn.create_function(
            "canaries_in_files", self._canaries_in_files, [], "VARCHAR[]", side_effects=True
        )
        conn.create_function("column_lineage", self._lineage, ["VARCHAR"], "JSON")
        conn.create_function(
            "begin_to_keep", self._begin_to_keep, ["VARCHAR"], "INTEGER", side_effects=True
        )
        conn.create_function("is_kept", self._is_kept, ["VARCHAR"], "BOOLEAN", side_effects=True)
        conn.create_function(
            "mask_sha256", self._mask_sha256, ["VARCHAR"], "VARCHAR", side_effects=True
        )
        conn.create_function("kept_nodes", self._kept_nodes, [], "VARCHAR[]", side_effects=True)
        conn.create_function(
            "conclude_run", self._conclude, ["VARCHAR"], "VARCHAR", side_effects=True
        )

    def configure_cursor(self, cursor: Any) -> None:
        """Give the cursor the HMAC pads as blobs: values, never text in a statement.

        One variable, a struct, since dbt opens hundreds of cursors and each statement costs
        a millisecond of all of them.
        """
        cursor.execute("use vault")
        cursor.execute("set variable given = ?", [self.given])

    def _attach_vault(self, conn: Any) -> None:
        """Before dbt does, which then finds it attached: so the key is in no profile or log."""
        flags = get_flags()
        project = Path(flags.PROJECT_DIR or ".")
        if not vault.is_wanted(dict(flags.VARS or {}), project):
            vault.forget_encrypted(self.build_dir)
            path = vault.literal(self.build_dir / vault.VAULT)
            conn.execute(f"attach '{path}' as vault (storage_version 'v1.2.0')")
        elif self._key is None:
            conn.execute("attach ':memory:' as vault")  # the gate stops this run
        else:
            vault.attach_encrypted(conn, self.build_dir, self._key)

    def load(self, source_config: SourceConfig) -> pa.Table:
        """The source's rows as an Arrow table; its name in the YAML picks the reader."""
        if self.lakehouse_problem:  # of a command that no gate stops, such as dbt docs
            raise lakehouse.LakehouseProblem(self.lakehouse_problem)
        rows = LOADERS[source_config.identifier](self.lakehouse)
        if source_config.identifier == "files":
            self.files = rows.select(["path", "folder", "sha256", "problem"]).to_pylist()
        return rows

    def _sha256(self, path: str) -> str | None:
        """SHA-256 of a file inside the lakehouse as it lies there now; NULL when it is gone."""
        return provenance.sha256_now(self.lakehouse, path)

    def _lineage(self, request: str) -> str:
        """Rows of the model column_lineage as JSON, from the SQL that dbt has compiled."""
        compiled = Path(get_flags().TARGET_PATH or "target") / "compiled"
        return json.dumps(column_lineage.lineage(request, compiled))

    def _canaries_in_files(self) -> list[str]:
        """Files of dbt's target and logs, and of the current release, that name a canary person."""
        flags = get_flags()
        places = [flags.TARGET_PATH or "target", flags.LOG_PATH or "logs"]
        folders = [*map(Path, places), self.published_dir / "current"]
        return canaries.sightings(self.lakehouse, folders)

    def _begin_to_keep(self, functions: str) -> int:
        """Say what every node rests on: key, canaries, SQL functions; how many may be kept."""
        key_id = self.pads.key_id if self.pads else None
        self.kept.begin(self.files, key_id, self.canary_pattern, functions)
        return len(self.kept.before)

    def _is_kept(self, request: str) -> bool:
        """Whether a node stays as an earlier build made it (kept.py)."""
        return self.kept.decide(json.loads(request))

    def _mask_sha256(self, asked: str) -> str:
        """SHA-256 of what a masked table is made by, whatever the files hold (mask_means.py)."""
        given = dict(get_flags().VARS or {})
        return mask_means.means(**json.loads(asked), variables=given)

    def _kept_nodes(self) -> list[str]:
        """The nodes that this run has kept."""
        return sorted(self.kept.kept)

    def _conclude(self, run: str) -> str:
        """End a run (conclusion.py): publish when it earned it; a JSON object of the verdict."""
        told = json.loads(run)
        told |= {"kept": len(self.kept.kept), "relations": self.kept.relations()}
        ended = conclusion.conclude(
            json.dumps(told), self.lakehouse, self.build_dir, self.published_dir
        )
        if told["why_not_whole"] or told["broken"]:
            self.kept.forget()
        else:
            last = Previous.of(self.published_dir, told["run_id"]).relations.values()
            self.kept.remember({name: [rows, content] for name, rows, content in last})
        return json.dumps(ended._asdict())
