"""Publishing a release: copy, check, hash, and one rename that makes it current.

A release is a folder `published/releases/<id>` that never changes once it is there, and
`published/current` is a link to one. Everything is made in a hidden folder beside it first, so
that a reader sees the old release or the new one, and a build that dies leaves the old one.
"""

import fcntl
import hashlib
import hmac
import json
import os
import platform
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import rfc8785

from python_helpers import canaries, gap_report, keys, questions, release_diff
from python_helpers.database import open_database
from python_helpers.lakehouse import Place
from python_helpers.parquet_export import export
from python_helpers.provenance import file_sha256, git_commit, sha256_now
from python_helpers.relations import Previous, Relation, describe_relations, fingerprinted

DATABASE = "staffing.duckdb"
UNFINISHED = ".unfinished-"
MANIFEST = "manifest.json"
CHANGES = "marts.release_changes"  # filled when the others are known
PATIENCE = 60  # seconds to wait for another build that publishes


class NotPublished(Exception):
    """A release was not made; the message says why and what to do."""


def publish(run: dict[str, Any], lakehouse: Place, build: Path, published: Path) -> Path:
    """Make the release of a whole, unblocked build current; the folder it lies in.

    `run` holds run_id, exports (names of marts), releases_kept, checks (totals), and `relations`,
    rows and content hash of those that the build kept. Raises NotPublished when a source file is
    no longer what was read (G05).
    """
    releases = published / "releases"
    for folder in (published, releases):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # whatever the umask: a release is made to be read
    with locked(published):
        return _publish(run, lakehouse, build, published)


def _publish(run: dict[str, Any], lakehouse: Place, build: Path, published: Path) -> Path:
    releases = published / "releases"
    for leftover in releases.glob(f"{UNFINISHED}*"):
        shutil.rmtree(leftover)
    draft = releases / f"{UNFINISHED}{run['run_id']}"
    draft.mkdir()
    try:
        shutil.copyfile(build / DATABASE, draft / DATABASE)
        with open_database(draft / DATABASE, read_only=False) as connection:
            free_views_of_their_catalog(connection)
            questions.create_views(connection)
        previous = Previous.of(published)
        known = {name: Relation(name, *was) for name, was in run.get("relations", {}).items()}
        with open_database(draft / DATABASE) as connection:
            known |= fingerprinted(connection, run["run_id"])
            found = {each.name: each for each in describe_relations(connection, known)}
        if previous.folder is not None:
            before = previous.folder / DATABASE
            same = previous.same(found)
            release_diff.save(draft / DATABASE, run["run_id"], before, previous.folder.name, same)
        with open_database(draft / DATABASE, read_only=False) as connection:
            inputs = unchanged_inputs(connection, lakehouse)
            found.pop(CHANGES, None)
            relations = list(describe_relations(connection, found))
            key = keys.load_key()
            refuse_mixed_keys(connection, keys.pads(key).key_id)
            manifest = {
                "run_id": run["run_id"],
                "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "git_commit": git_commit(),
                "key_id": keys.pads(key).key_id,
                "test_key": keys.why_test_key(key),
                "checks": run["checks"],
                "versions": {
                    "python": platform.python_version(),
                    **{name: version(name) for name in ("dbt-core", "dbt-duckdb", "duckdb")},
                },
                "inputs": inputs,
                "relations": [relation._asdict() for relation in relations],
            }
            for name in run["exports"]:
                if not previous.gave(f"{name}.parquet", f"marts.{name}", found, draft):
                    export(connection, name, draft / f"{name}.parquet")
        mark = "-test-key" if manifest["test_key"] else ""
        manifest["release_id"] = f"{next_stamp(releases)}-{run['run_id'][:8]}{mark}"
        gap_report.write(draft / DATABASE, draft, f"Release {manifest['release_id']}")
        refuse_canaries(draft, lakehouse)
        manifest["outputs"] = [
            {"path": file.name, "bytes": file.stat().st_size, "sha256": file_sha256(file)}
            for file in sorted(draft.iterdir())
        ]
        manifest["seal"] = seal(manifest, key)
        text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True)
        (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
        open_to_readers(draft)
        final = releases / str(manifest["release_id"])
        draft.rename(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    make_current(published, final)
    prune(releases, final, int(run["releases_kept"]))
    return final


@contextmanager
def locked(published: Path) -> Iterator[None]:
    """Hold the folder of releases alone; the lock goes with the process that holds it."""
    with (published / f"{UNFINISHED}lock").open("a") as handle:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise NotPublished(f"another build is publishing to {published}.") from None
                time.sleep(0.1)
        yield


def next_stamp(releases: Path) -> str:
    """The time as releases are named by; later than every release's, though the clock went back."""
    form = "%Y%m%dT%H%M%SZ"
    stamp = datetime.now(UTC).strftime(form)
    last = max((item.name[:16] for item in releases.iterdir()), default="")
    if last < stamp:
        return stamp
    with suppress(ValueError):
        return (datetime.strptime(last, form) + timedelta(seconds=1)).strftime(form)
    return stamp


def seal(manifest: dict[str, Any], key: bytes) -> str:
    """HMAC-SHA256 of a manifest without its seal: only who has the key can make it."""
    body = rfc8785.dumps({name: value for name, value in manifest.items() if name != "seal"})
    return hmac.new(key, b"manifest|v1|" + body, hashlib.sha256).hexdigest()


def free_views_of_their_catalog(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the views work whatever name the file is attached under.

    dbt writes `staffing.masking.t` into a view; read from a file attached as `x`, that is a
    database nobody has.
    """
    views = connection.sql(
        "select schema_name, view_name, sql, comment from duckdb_views() where not internal"
    ).fetchall()
    described = connection.sql(
        "select schema_name || '.' || table_name, column_name, comment from duckdb_columns() "
        "where comment is not null"
    ).fetchall()
    for schema, name, statement, comment in views:
        freed = re.sub(r"\bstaffing\.", "", statement)
        connection.execute(freed.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
        view = f"{schema}.{name}"
        if comment:  # replacing a view drops what is said about it
            connection.execute(f"comment on view {view} is {_literal(comment)}")
        for relation, column, text in described:
            if relation == view:
                connection.execute(f'comment on column {view}."{column}" is {_literal(text)}')


def _literal(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def unchanged_inputs(
    connection: duckdb.DuckDBPyConnection, lakehouse: Place
) -> list[dict[str, Any]]:
    """The files the release rests on, as path, bytes, rows, sha256, and the hash after the run."""
    rows = connection.sql(
        "select path, bytes, rows, sha256 from inventory.file_manifest order by path"
    ).fetchall()
    inputs = [dict(zip(("path", "bytes", "rows", "sha256"), row, strict=True)) for row in rows]
    for file in inputs:
        file["sha256_after"] = sha256_now(lakehouse, file["path"])
    changed = [
        file["path"] if file["sha256_after"] else f"{file['path']} (gone, or not to be read)"
        for file in inputs
        if file["sha256_after"] != file["sha256"]
    ]
    if changed:
        raise NotPublished(
            f"changed while the audit ran (G05): {', '.join(changed)}. "
            "Build again when nobody writes to the lakehouse and all of it can be read."
        )
    return inputs


def refuse_mixed_keys(connection: duckdb.DuckDBPyConnection, key_id: str) -> None:
    """Raise NotPublished when a masked table was made with another key than this run's."""
    tables = connection.sql(
        "select table_schema || '.' || table_name from information_schema.columns "
        "where column_name = 'key_id' and table_schema = 'masking' order by 1"
    ).fetchall()
    other = [
        table
        for (table,) in tables
        if connection.execute(
            f"select 1 from {table} where key_id <> ? limit 1", [key_id]
        ).fetchone()
    ]
    if other:
        raise NotPublished(
            f"masked with another key than the present one: {', '.join(other)}. "
            "Run a whole build with one key."
        )


def refuse_canaries(draft: Path, lakehouse: Place) -> None:
    """Raise NotPublished when a file that is about to be published names a canary person."""
    found = canaries.sightings(lakehouse, [draft])
    if found:
        raise NotPublished(
            f"a canary person is named in {', '.join(Path(name).name for name in found)} (P08). "
            "Find the column that let it through: P08's evidence names the relation."
        )


def open_to_readers(folder: Path) -> None:
    """A release is made to be read: nobody may write to its files, everybody may read them."""
    folder.chmod(0o755)
    for file in folder.iterdir():
        file.chmod(0o444)
        _flush(file)
    _flush(folder)


def _flush(path: Path) -> None:
    """Have the disk hold a file, or a folder's names, before anything leads there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_current(published: Path, release: Path) -> None:
    """Point `published/current` at a release in one rename."""
    link = published / f"{UNFINISHED}current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(published / "current")
    _flush(published)


def prune(releases: Path, current: Path, kept: int) -> None:
    """Remove the oldest releases beyond `kept`; the current one always stays."""
    old = sorted(folder for folder in releases.iterdir() if folder != current)
    for folder in old[: max(0, len(old) + 1 - kept)]:
        shutil.rmtree(folder)
