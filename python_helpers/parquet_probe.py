"""Whether a file is a whole parquet file, and what it holds, without reading its data."""

from pathlib import Path
from typing import NamedTuple

import duckdb

from python_helpers.json_reader import Unreadable

MAGIC, ENCRYPTED_MAGIC = b"PAR1", b"PARE"
SMALLEST = 12  # magic, length of the footer, magic
DAMAGED = "damaged parquet footer or schema"
# What malformed footers have been seen to raise besides duckdb.Error.
FAILURES = (duckdb.Error, RuntimeError, MemoryError, ValueError, OverflowError)


class Probe(NamedTuple):
    """A parquet file: rows by its footer, and its columns as {name, type}, types as DuckDB's."""

    rows: int
    columns: list[dict[str, str]]


class Prober:
    """A private DuckDB for reading footers; after an error a fresh one, as one may break it."""

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def probe(self, path: Path) -> Probe:
        """Rows and columns of a parquet file.

        Raises Unreadable with a reason when it is not one, is encrypted, or is not whole; the
        values of its pages are not looked at.
        """
        size = check_magic(path)
        if self._connection is None:
            self._connection = duckdb.connect(
                config={
                    "threads": 1,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                }
            )
        try:
            return _probe(self._connection, literal_glob(path), size)
        except FAILURES as problem:
            self.close()
            if "encrypted" in str(problem).lower():
                raise Unreadable("encrypted parquet") from None
            raise Unreadable(DAMAGED) from None

    def close(self) -> None:
        """Let the connection go; a later probe opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


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


def _probe(connection: duckdb.DuckDBPyConnection, path: str, size: int) -> Probe:
    columns = connection.execute(
        "describe from read_parquet(?, hive_partitioning = false)", [path]
    ).fetchall()
    found = connection.execute("select num_rows from parquet_file_metadata(?)", [path]).fetchone()
    chunks = connection.execute(
        """
        select
            coalesce(bool_and(
                total_compressed_size >= 0
                and coalesce(dictionary_page_offset, data_page_offset) >= 0
                and least(
                    coalesce(dictionary_page_offset, data_page_offset), data_page_offset
                ) + total_compressed_size <= $size
            ), true),
            coalesce(sum(row_group_num_rows) filter (column_id = 0), 0)
        from parquet_metadata($path)
        """,
        {"path": path, "size": size},
    ).fetchone()
    if found is None or chunks is None or found[0] < 0:
        raise Unreadable(DAMAGED)
    if not chunks[0]:
        raise Unreadable("truncated: its footer speaks of more bytes than there are")
    if columns and chunks[1] != found[0]:
        raise Unreadable("damaged parquet footer: its row groups do not add up to its rows")
    return Probe(int(found[0]), [{"name": name, "type": kind} for name, kind, *_ in columns])
