"""A mart as a parquet file, written part by part: memory holds one, and one that is compressed."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

ROW_GROUP = 30_720  # rows: fifteen of DuckDB's vectors
AHEAD = 4  # row groups read, and not yet written
# Rows sorted at once, whatever the memory, so that files are alike. Twice as many, for two threads
# to read, need more than a third of a gigabyte.
PART = AHEAD * ROW_GROUP
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
    for first in range(0, last + 1, PART):
        yield f"from {mart} where {ROW} >= {first} and {ROW} < {first + PART} order by {ROW}, 1"
    yield f"from {mart} where {ROW} is null order by 1"
