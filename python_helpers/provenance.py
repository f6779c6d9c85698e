"""Where every row comes from: hashes of files and records, and facts about the files."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from queue import SimpleQueue
from typing import Any

import pyarrow as pa
import rfc8785

from python_helpers import json_reader
from python_helpers.arrow_schemas import FILES
from python_helpers.json_reader import Unreadable
from python_helpers.lakehouse import Place, is_there, on_disk, why_unnamed
from python_helpers.object_storage import S3Path
from python_helpers.parquet_probe import Prober

# The places of the lakehouse that are read, by the name that rows and messages use.
FOLDERS = {
    "datasets": "data/datasets",
    "corpora": "data/corpora",
    "scenarios": "tests/multi-agent/scenarios",
    "lessons": "data/_playbook_lessons",
}
OUTCOMES = "data/outcomes.jsonl"
BYTES_A_READER = 64_000_000  # what is read while another process for it starts
PLAIN_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical_json(record: Any) -> str:
    """A record as canonical JSON (RFC 8785): the same text whoever wrote it, and in what order.

    Raises rfc8785.CanonicalizationError for what JSON cannot carry: NaN, an infinite number, a
    whole number past 2**53, a lone surrogate. `json_reader` refuses these, each as a finding with
    its reason, so nothing that was read from a file raises here.
    """
    if _is_plain(record):  # the same text, ten times as fast
        return PLAIN_WRITER.encode(record)
    return rfc8785.dumps(record).decode()


def canonical_sha256(record: Any) -> str:
    """SHA-256 (hex) of a record as canonical JSON, so key order and spacing never matter.

    Raises rfc8785.CanonicalizationError as `canonical_json` does.
    """
    return hashlib.sha256(canonical_json(record).encode()).hexdigest()


def _is_plain(record: Any) -> bool:
    """Whether PLAIN_WRITER gives the canonical form: keys in ASCII, no number with a fraction."""
    waiting = [record]
    for value in waiting:
        kind = type(value)
        if kind is str:
            if not value.isascii() and not json_reader.is_whole_text(value):
                return False
        elif kind is dict:
            if not all(type(key) is str and key.isascii() for key in value):
                return False
            waiting.extend(value.values())
        elif kind is list:
            waiting.extend(value)
        elif kind is int:
            if abs(value) > json_reader.MAX_WHOLE:
                return False
        elif value is not None and kind is not bool:
            return False
    return True


def file_sha256(path: Place) -> str:
    """SHA-256 (hex) of a file's bytes, read in pieces. Raises OSError when it cannot be read."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sha256_now(lakehouse: Place, path: str) -> str | None:
    """SHA-256 (hex) of a file as it lies there now, by the path that rows name it by.

    None when it is gone, and for what never was a file that can be read.
    """
    file = lakehouse / path
    try:
        if "\\" in path:  # perhaps escaped: a name that is no UTF-8
            names = {
                path_inside(found, lakehouse): found for _, found in lakehouse_files(lakehouse)
            }
            file = names.get(path, file)
        return file_sha256(file) if file.is_file() else None
    except OSError:
        return None


def tree_sha256(folders: Iterable[Path]) -> str:
    """SHA-256 (hex) over the text files below some folders: what code made a build."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".sql", ".yml", ".py", ".csv"} and path.is_file():
                digest.update(f"{path.as_posix()}\0{file_sha256(path)}\n".encode())
    return digest.hexdigest()


def path_inside(path: PurePath, lakehouse: PurePath) -> str:
    """A file's path inside the lakehouse, with slashes; bytes that are no UTF-8 in hexadecimal."""
    relative = path.relative_to(lakehouse).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def lakehouse_files(lakehouse: Place) -> Iterator[tuple[str, Place]]:
    """What lies in the known places, as (folder, path); hidden files are left out.

    A folder among data sets or corpora stands for its files, the parts of a stream. A place that
    is there but cannot be listed, or is empty, comes as itself, so that it gets its problem.
    """
    for folder, place in FOLDERS.items():
        root = lakehouse / place
        found: list[Place]
        try:
            found = sorted(root.iterdir())
        except FileNotFoundError:
            found = [root] if root.is_symlink() else []
        except OSError:
            found = [root]
        for path in found:
            if not path.name.startswith("."):
                yield from ((folder, part) for part in parts_of(folder, path))
    if is_there(lakehouse / OUTCOMES):
        yield "outcomes", lakehouse / OUTCOMES


def parts_of(folder: str, path: Place) -> list[Place]:
    """The files of a stream's folder, by name; what writers leave beside them (_SUCCESS) is none.

    Anything else is its own only part.
    """
    is_stream = folder in {"datasets", "corpora"} and path.suffix != ".parquet"
    if not is_stream or path.is_symlink() or not path.is_dir():
        return [path]
    found: list[Place]
    try:
        found = sorted(part for part in path.iterdir() if part.name[0] not in "._")
    except OSError:
        return [path]
    return found or [path]


def check_place(folder: str, path: Place, lakehouse: Place) -> None:
    """Raise json_reader.Unreadable unless this is a file in its folder, and not the folder."""
    if folder in FOLDERS and path == lakehouse / FOLDERS[folder] and not path.is_symlink():
        raise Unreadable("not a folder that can be listed")
    if reason := why_unnamed(path):
        raise Unreadable(reason)
    json_reader.check_is_file(path)


def list_files(lakehouse: Place) -> pa.Table:
    """One row a file of the lakehouse (schema FILES), in the order of paths.

    `bytes` and `sha256` are of the file (or of what it links to), NULL when it cannot be opened.
    `rows` are rows of parquet, records of JSON, NULL when they cannot be counted. `problem` is
    NULL for a readable file, and else a reason that quotes nothing of the content.
    """
    files = [(bytes_of(path), folder, path) for folder, path in lakehouse_files(lakehouse)]
    readers = readers_for(lakehouse, sum(size for size, *_ in files))
    probers: SimpleQueue[Prober] = SimpleQueue()
    for _ in range(readers):
        probers.put(Prober())

    def describe(file: tuple[int, str, Place]) -> dict[str, Any]:
        prober = probers.get()
        try:
            return describe_file(*file[1:], lakehouse, prober)
        finally:
            probers.put(prober)

    with ThreadPoolExecutor(readers) as pool:
        rows = list(pool.map(describe, sorted(files, key=lambda file: -file[0])))
    for _ in range(readers):
        probers.get().close()
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["path"])), schema=FILES)


def bytes_of(path: Place) -> int:
    """A file's size; 0 for what cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def readers_for(lakehouse: Place, size: int) -> int:
    """How many files are read at once, of so many bytes in all.

    One, when little is read while another process starts; of objects, for their copies on disk.
    """
    if isinstance(lakehouse, S3Path):
        return 1
    return max(1, min(os.cpu_count() or 1, size // BYTES_A_READER))


def describe_file(folder: str, path: Place, lakehouse: Place, prober: Prober) -> dict[str, Any]:
    """The row of `list_files` for one file."""
    row: dict[str, Any] = {
        "path": path_inside(path, lakehouse),
        "folder": folder,
        "stem": path_inside(path.with_name(path.stem), path.parent),
        "is_readable": False,
    }
    try:
        check_place(folder, path, lakehouse)
        with on_disk(path) as file:
            row |= {"bytes": file.stat().st_size, "sha256": file_sha256(file)}
            if folder in {"datasets", "corpora"}:
                row |= prober.probe(file)._asdict()
            else:
                row["rows"] = count_records(file, folder)
    except Unreadable as problem:
        return row | {"problem": str(problem)}
    except OSError as problem:
        return row | {"problem": json_reader.why_unopened(problem)}
    return row | {"is_readable": True}


def count_records(path: Path, folder: str) -> int:
    """Records of a JSON file: lines that say something, lessons of a list, else 1.

    Raises json_reader.Unreadable.
    """
    if folder == "outcomes":
        return sum(1 for _ in json_reader.read_lines(path))
    record = json_reader.read_json(path).record
    return len(record) if folder == "lessons" and isinstance(record, list) else 1


def git_commit() -> str | None:
    """The commit of the project that runs; None outside a git checkout."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()
