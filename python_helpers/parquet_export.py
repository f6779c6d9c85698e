"""A mart as a parquet file, written part by part: memory holds one, and one that is compressed."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

ROW_GROUP = 30_720  # rows: fifteen of DuckDB's vectors
AHEAD = 4  # row groups read, and not yet written
# Rows read and sorted at once: what one thread reads of DuckDB's own row groups. For each thread as
# many, where memory is for it; whole row groups, so that files are alike whatever the memory.
PART = AHEAD * ROW_GROUP
MEMORY_OF_A_PART = 500_000_000  # bytes; a third of a gigabyte holds one part, and not two
ROW = "source_row"


def export(connection: duckdb.DuckDBPyConnection, name: str, target: Path) -> None:
    """Write marts.<name> to a file, ordered so that equal marts make equal files.

    A mart with source_row is in its order, any other in that of its first column. While a part
    is compressed the next one is read and sorted. Raises duckdb.Error and OSError.
    """
    mart = f"marts.{name}"
    schema = connection.sql(f"from {mart} limit 0").to_arrow_table().schema
    with (
        pq.ParquetWriter(target, schema, compression="zstd", compression_level=3) as writer,
        ThreadPoolExecutor(1) as beside,
    ):
        written: deque[Future[None]] = deque()
        for query in _parts(connection, mart):
            for batch in connection.sql(query).to_arrow_reader(ROW_GROUP):
                if len(written) == AHEAD:
                    written.popleft().result()
                written.append(beside.submit(writer.write_batch, batch))
        for each in written:
            each.result()


def _parts(connection: duckdb.DuckDBPyConnection, mart: str) -> Iterator[str]:
    """Queries whose rows, one after the other, are the mart's. A range of rows is looked up."""
    if ROW not in connection.sql(f"from {mart} limit 0").columns:
        yield f"from {mart} order by 1"
        return
    (last,) = connection.sql(f"select coalesce(max({ROW}), -1) from {mart}").fetchone() or (-1,)
    part = _rows_at_once(connection)
    for first in range(0, last + 1, part):
        yield f"from {mart} where {ROW} >= {first} and {ROW} < {first + part} order by {ROW}, 1"
    yield f"from {mart} where {ROW} is null order by 1"


def _rows_at_once(connection: duckdb.DuckDBPyConnection) -> int:
    memory, threads = connection.sql(
        "select parse_formatted_bytes(current_setting('memory_limit')), current_setting('threads')"
    ).fetchone() or (0, 1)
    return PART * max(1, min(int(threads), int(memory) // MEMORY_OF_A_PART))
