"""What the torture tests share: two lakehouses, their releases' content, and runs to disturb."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
from clean_lakehouse import Place, write_lakehouse
from dbt_run import KEY, ROOT, run_dbt

from python_helpers import release, release_diff, releases

# Relations that tell of runs, not of the lakehouse: no two builds have them alike.
LOGS = frozenset(release_diff.RUN_LOGS)
Content = dict[str, str]


class Figure(NamedTuple):
    """A line of the table of figures: what was tried how often, how often it held, seconds."""

    what: str
    tried: int
    held: int
    seconds: float
    note: str = ""


class Ground(NamedTuple):
    """A folder with the lakehouses `old` and `new`; a release of the old one is current."""

    folder: Path
    old: Content
    new: Content

    @property
    def published(self) -> Path:
        return self.folder / "run" / "published"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    def lakehouse(self, name: str) -> Path:
        return self.folder / name

    def problem(self) -> str | None:
        """Why the current release is not wholly the old or the new one; None when it is."""
        current = self.published / "current"
        if off := list(releases.tampering(current)):
            return f"the release is not as its manifest says: {off}"
        return None if content(current) in (self.old, self.new) else "neither the old nor the new"

    def restore(self) -> None:
        """Make the first release current again."""
        first = releases.names(self.published)[0]
        release.make_current(self.published, self.published / "releases" / first)


def content(folder: Path) -> Content:
    """What a release holds: content hashes of its relations, without the logs of runs."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    hashes = {item["name"]: item["content_hash"] for item in manifest["relations"]}
    return {name: hashed for name, hashed in hashes.items() if name not in LOGS}


def prepare(folder: Path) -> Ground:
    """Make both lakehouses, and a build and a release of each, the old one current."""
    for name in ("old", "new"):
        write_lakehouse(folder / name)
    place = Place(folder / "new", ROOT, folder)
    place.change_rows("candidates", {"city": "'Dayton'"})
    found = {}
    for name in ("old", "new"):
        run = run_dbt(folder / "run", folder / name, "build")
        assert run.returncode == 0, run.output[-3000:]
        found[name] = content(run.current)
    assert found["old"] != found["new"]
    ground = Ground(folder, found["old"], found["new"])
    ground.restore()
    (folder / "content.json").write_text(json.dumps(found), encoding="utf-8")
    return ground


def ground_in(folder: Path) -> Ground:
    """The ground that was prepared in a folder."""
    found = json.loads((folder / "content.json").read_text("utf-8"))
    return Ground(folder, found["old"], found["new"])


def copy_of(ground: Ground, folder: Path) -> Ground:
    """A ground of one's own, so that others are not disturbed."""
    shutil.copytree(ground.folder, folder, symlinks=True)
    return Ground(folder, ground.old, ground.new)


def environment(run: Path, lakehouse: Path) -> dict[str, str]:
    """The variables of a run whose folders lie below `run`."""
    mine = ("DBT_", "STAFFING_")
    key = run / "key"
    if not key.exists():
        run.mkdir(parents=True, exist_ok=True)
        key.write_text(KEY.hex(), encoding="ascii")
        key.chmod(0o600)
    return {name: text for name, text in os.environ.items() if not name.startswith(mine)} | {
        "STAFFING_LAKEHOUSE": str(lakehouse), "STAFFING_BUILD_DIR": str(run / "build"),
        "STAFFING_PUBLISHED_DIR": str(run / "published"), "STAFFING_KEY_FILE": str(key),
        "DBT_TARGET_PATH": str(run / "target"), "DBT_LOG_PATH": str(run / "logs"),
        "DBT_PROFILES_DIR": str(ROOT), "DBT_USE_COLORS": "false",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }  # fmt: skip


def start(run: Path, lakehouse: Path, *arguments: str) -> subprocess.Popen[str]:
    """A dbt process in a group of its own, to be killed or watched."""
    return subprocess.Popen(
        [sys.executable, "-m", "dbt.cli.main", *(arguments or ("build",))],
        cwd=ROOT, env=environment(run, lakehouse), start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def kill(process: subprocess.Popen[str]) -> None:
    """End a process and all that it started, as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that nobody can write to: by its mode, or for root by a mount."""
    if os.geteuid() != 0:
        modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))
                 if not path.is_symlink()}  # fmt: skip
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
        return
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A folder on a disk of its own that is soon full; False where no disk can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
        check=False, capture_output=True,
    ).returncode  # fmt: skip
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def publish_code(ground: Ground) -> list[str]:
    """A command that publishes the build which lies in the ground, said to begin and to end."""
    body = (
        "import sys, uuid, duckdb; from pathlib import Path; from python_helpers import release; "
        "print('begin', flush=True); release.publish({'run_id': str(uuid.uuid4()), "
        "'exports': ['fill_assignments', 'fill_events'], 'releases_kept': 5, 'checks': {}}, "
        "*map(Path, sys.argv[1:])); print('end', flush=True)"
    )
    places = (ground.lakehouse("new"), ground.run / "build", ground.published)
    return [sys.executable, "-c", body, *map(str, places)]


def run_publish(ground: Ground) -> subprocess.Popen[str]:
    """Start to publish; has printed 'begin' when this returns."""
    process = subprocess.Popen(
        publish_code(ground), cwd=ROOT, env=environment(ground.run, ground.lakehouse("new")),
        start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    return process


def one_value(path: Path, query: str) -> object:
    """The one value that a query on a database gives."""
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.sql(query).fetchone()
    return row[0] if row else None
