"""One dbt run in folders of its own, so that runs of the tests can go side by side."""

import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from python_helpers import release_diff

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED_DIR") or ROOT.parent / "shared")
KEY = bytes.fromhex("5f1d7ac4e2930b68c7f4a1856e3d9b20714cf8a63be50d9287c1f64e0a35d8b9")
# What a run gets of the tests' own environment: dbt reads all of it for each line that it logs.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ")
PATIENCE = 900  # seconds to wait for what the other worker builds


@dataclass(frozen=True)
class Run:
    """What a run came to; its folders lie below `folder`."""

    folder: Path
    returncode: int
    output: str
    peak_bytes: int

    @property
    def build(self) -> Path:
        return self.folder / "build"

    @property
    def published(self) -> Path:
        return self.folder / "published"

    @property
    def current(self) -> Path:
        return self.published / "current"

    @property
    def target(self) -> Path:
        return self.folder / "target"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def manifest(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads((self.current / "manifest.json").read_text("utf-8"))
        return record

    @property
    def contents(self) -> dict[str, tuple[int, str]]:
        """Rows and content hash of each published relation but those of every run."""
        return {
            relation["name"]: (relation["rows"], relation["content_hash"])
            for relation in self.manifest["relations"]
            if relation["name"] not in release_diff.RUN_LOGS
        }

    @property
    def parquet(self) -> dict[str, str]:
        """SHA-256 of each parquet file of the release."""
        return {
            file["path"]: file["sha256"]
            for file in self.manifest["outputs"]
            if file["path"].endswith(".parquet")
        }

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query on the current release gives."""
        with duckdb.connect(str(self.current / "staffing.duckdb"), read_only=True) as connection:
            return connection.sql(query).fetchall()

    def value(self, query: str) -> Any:
        """The one value that a query on the current release gives."""
        ((found,),) = self.rows(query)
        return found


def run_dbt(
    folder: Path,
    lakehouse: Path | str,
    *arguments: str,
    threads: int = 2,
    key: str | None = KEY.hex(),
    project: Path = ROOT,
    log_level: str = "none",
    variables: Mapping[str, str] | None = None,
) -> Run:
    """Run dbt on a lakehouse, as in an activated environment; all it writes is below `folder`.

    `key` is what the key file holds; with None there is no such file. `project` is the folder of
    dbt_project.yml. `log_level`: of the log file, for tests that read it; "debug", dbt's default,
    takes a tenth of the run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "key"
    if key is not None:
        key_file.write_text(key, encoding="ascii")
        key_file.chmod(0o600)
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment |= {
        "STAFFING_LAKEHOUSE": str(lakehouse),
        "STAFFING_BUILD_DIR": str(folder / "build"),
        "STAFFING_PUBLISHED_DIR": str(folder / "published"),
        "STAFFING_KEY_FILE": str(key_file),
        "STAFFING_THREADS": str(threads),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DBT_PROFILES_DIR": str(project),
        "DBT_LOG_LEVEL_FILE": log_level,
        "DBT_USE_COLORS": "false",
        **(variables or {}),
    }
    program = ["-m", "dbt.cli.main"]
    parsed = parsed_before(arguments) if project == ROOT else None
    if parsed is not None:
        program = [str(Path(__file__).with_name("dbt_parsed.py"))]
        if parsed.exists():
            environment["DBT_PARTIAL_PARSE_FILE_PATH"] = str(parsed)
    with (folder / "output.txt").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if parsed is not None:
            keep(Path(environment["DBT_TARGET_PATH"]) / parsed.name, parsed)
        output.seek(0)
        return Run(folder, process.returncode, output.read(), usage.ru_maxrss * 1024)


def parsed_before(arguments: Sequence[str]) -> Path:
    """Where the project lies as an earlier run parsed it; vars and target are a part of it."""
    about = [
        value
        for name, value in itertools.pairwise(arguments)
        if name in ("--vars", "--target", "--profile")
    ]
    name = hashlib.md5(json.dumps(about).encode()).hexdigest()
    return ROOT / "target" / "parsed" / name / "partial_parse.msgpack"


def keep(made: Path, place: Path) -> None:
    """Copy a file to where others look for it, whole; dbt makes none where nothing was parsed."""
    if made.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        shutil.copyfile(made, draft)
        draft.replace(place)


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a folder once for all workers of a test session: the first makes, the others wait."""
    lock, done, failed = (folder.with_name(f"{folder.name}.{end}") for end in ("lock", "ok", "bad"))
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not done.exists():
            if failed.exists() or time.monotonic() > deadline:
                raise RuntimeError(f"{folder} was not made by the worker that began it") from None
            time.sleep(0.2)
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


def run_once(folder: Path, run: Callable[[Path], Run]) -> Run:
    """A run of dbt that all workers of a test session share."""

    def make(place: Path) -> None:
        record = asdict(run(place)) | {"folder": str(place)}
        (place / "run.json").write_text(json.dumps(record), encoding="utf-8")

    record = json.loads((once(folder, make) / "run.json").read_text("utf-8"))
    return Run(**record | {"folder": Path(record["folder"])})
