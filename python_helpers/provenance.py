"""Where every row comes from: hashes of files and records, and facts about the lakehouse's files."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import rfc8785

from python_helpers import json_reader

# The places of the lakehouse that are read, by the name that rows and messages use.
FOLDERS = {
    "datasets": "data/datasets",
    "corpora": "data/corpora",
    "scenarios": "tests/multi-agent/scenarios",
    "lessons": "data/_playbook_lessons",
}
OUTCOMES = "data/outcomes.jsonl"
MAGIC, ENCRYPTED_MAGIC = b"PAR1", b"PARE"

FILES = pa.schema(
    [
        ("path", pa.string()),
        ("folder", pa.string()),
        ("stem", pa.string()),
        ("bytes", pa.int64()),
        ("rows", pa.int64()),
        ("sha256", pa.string()),
        ("is_readable", pa.bool_()),
        ("problem", pa.string()),
        ("columns", pa.list_(pa.struct([("name", pa.string()), ("type", pa.string())]))),
    ]
)


def canonical_sha256(record: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a record as canonical JSON (RFC 8785), so key order and spacing never matter.

    Raises rfc8785.CanonicalizationError for values JSON cannot carry (NaN, integers past 2**53).
    """
    return hashlib.sha256(rfc8785.dumps(dict(record))).hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes, read in pieces. Raises OSError when it cannot be read."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def tree_sha256(folders: Iterable[Path]) -> str:
    """SHA-256 (hex) over the text files below some folders: what code made a build."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".sql", ".yml", ".py", ".csv"} and path.is_file():
                digest.update(f"{path.as_posix()}\0{file_sha256(path)}\n".encode())
    return digest.hexdigest()


def lakehouse_files(lakehouse: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the known places as (folder, path), in the order of paths; no hidden ones."""
    for folder, place in FOLDERS.items():
        root = lakehouse / place
        if root.is_dir():
            for path in sorted(root.iterdir()):
                if not path.name.startswith("."):
                    yield folder, path
    if (lakehouse / OUTCOMES).exists():
        yield "outcomes", lakehouse / OUTCOMES


def list_files(lakehouse: Path) -> pa.Table:
    """One row a file of the lakehouse (schema FILES): bytes, rows, sha256, and what is wrong with it.

    `problem` is NULL for a readable file, and else a reason that quotes nothing of the content.
    """
    rows = [
        describe_file(folder, path, lakehouse) for folder, path in lakehouse_files(lakehouse)
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["path"])), schema=FILES)


def describe_file(folder: str, path: Path, lakehouse: Path) -> dict[str, Any]:
    """The row of `list_files` for one file."""
    row: dict[str, Any] = {
        "path": path.relative_to(lakehouse).as_posix(),
        "folder": folder,
        "stem": path.stem,
        "is_readable": False,
    }
    try:
        if not path.is_file():
            return row | {"problem": "not a file"}
        row |= {"bytes": path.stat().st_size, "sha256": file_sha256(path)}
        if folder in {"datasets", "corpora"}:
            rows, columns = probe_parquet(path)
            return row | {"rows": rows, "columns": columns, "is_readable": True}
        records = json_reader.count_records(path)
        return row | {"rows": records, "is_readable": True}
    except json_reader.Unreadable as problem:
        return row | {"problem": str(problem)}
    except OSError as problem:
        return row | {"problem": f"cannot be opened ({problem.strerror})"}


def probe_parquet(path: Path) -> tuple[int, list[dict[str, str]]]:
    """Rows and columns (DuckDB's type names) of a parquet file, from its first and last bytes.

    Raises json_reader.Unreadable with a reason when it is not one, or not whole.
    """
    size = path.stat().st_size
    if size == 0:
        raise json_reader.Unreadable("zero bytes")
    with path.open("rb") as handle:
        head = handle.read(4)
        handle.seek(max(0, size - 4))
        tail = handle.read(4)
    if ENCRYPTED_MAGIC in (head, tail):
        raise json_reader.Unreadable("encrypted parquet")
    if head != MAGIC:
        raise json_reader.Unreadable("not a parquet file (it does not begin as one)")
    if tail != MAGIC or size < 12:
        raise json_reader.Unreadable("truncated: the parquet footer is missing")
    with duckdb.connect() as connection:
        try:
            columns = connection.execute(
                "describe select * from read_parquet(?)", [str(path)]
            ).fetchall()
            found = connection.execute(
                "select num_rows from parquet_file_metadata(?)", [str(path)]
            ).fetchone()
        except duckdb.Error as problem:
            kind = type(problem).__name__
            raise json_reader.Unreadable(f"damaged parquet footer or schema ({kind})") from None
    rows = int(found[0]) if found else 0
    return rows, [{"name": name, "type": kind} for name, kind, *_ in columns]
