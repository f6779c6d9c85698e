"""Reads parquet files to their last value, in a process of its own: `parquet_probe` starts it.

A damaged file may end the process that reads it, never return, or ask for all memory there is. So
the audit does not read a file that this process has not read before it, with the same reader.

Standard input holds a path a line as JSON, standard output an answer a line: {rows, columns}, or
{problem} in words that quote nothing of the file. No imports of the project: it starts with -P.
"""

import json
import re
import resource
import sys
from typing import Any

import duckdb

MEMORY = 2 * 1024**3  # of DuckDB's buffers; a page that claims to hold more is damaged
ADDRESSES = 8 * 1024**3  # what malloc may hand out in all
MAX_TEXT = 200_000  # bytes of one value: as of JSON's texts (json_reader.py)
MAX_COLUMNS, MAX_DEPTH = 2000, 64
# Some hundred bytes may stand for billions of rows, or for gigabytes of text. Beyond so many a file
# must have its size in proportion: in real ones a row has bytes of its own.
FREE_ROWS, ROWS_A_BYTE = 1_000_000, 100
FREE_TEXT, TEXT_A_BYTE = 256 * 1024**2, 1000
DAMAGED = "damaged parquet footer or schema"
# What malformed files have been seen to raise besides duckdb.Error.
FAILURES = (duckdb.Error, RuntimeError, MemoryError, ValueError, OverflowError)
TAKEN_NAME = "file_row_number"  # the reader's own column


def connect() -> duckdb.DuckDBPyConnection:
    """A private DuckDB that loads no code and fetches none."""
    return duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": f"{MEMORY >> 20}MiB",
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def look_at(connection: duckdb.DuckDBPyConnection, path: str, size: int) -> dict[str, Any]:
    """Rows and columns of a file whose every value can be read, or the problem with it."""
    try:
        if problem := schema_problem(connection, path):
            return {"problem": problem}
        columns = connection.execute(
            "describe from read_parquet(?, hive_partitioning = false)", [path]
        ).fetchall()
        problem = footer_problem(connection, path, size, bool(columns))
    except FAILURES as failure:
        return {"problem": "encrypted parquet" if "ncrypted" in str(failure) else DAMAGED}
    names = [name for name, *_ in columns]
    if problem := problem or names_problem(names):
        return {"problem": problem}
    count = connection.execute("select num_rows from parquet_file_metadata(?)", [path]).fetchone()
    assert count is not None
    if count[0] > max(FREE_ROWS, ROWS_A_BYTE * size):
        return {"problem": f"damaged: it says that it holds {count[0]:,} rows in {size:,} bytes"}
    try:
        problem = text_problem(connection, path, columns, size)
        found = problem or read_all(connection, path, "t")
    except FAILURES:
        return {"problem": unreadable_column(path, names)}
    if problem:
        return {"problem": problem}
    if found != count[0]:
        return {"problem": "damaged: its pages hold another number of rows than its footer says"}
    return {
        "rows": int(count[0]),
        "columns": [{"name": name, "type": kind} for name, kind, *_ in columns],
    }


def schema_problem(connection: duckdb.DuckDBPyConnection, path: str) -> str | None:
    """Whether a file has more columns, or deeper ones, than a reader should be asked to bind.

    The footer lists columns and what lies in them depth first, each with its number of children.
    """
    schema = connection.execute("select num_children from parquet_schema(?)", [path]).fetchall()
    if len(schema) - 1 > MAX_COLUMNS:  # the first is the root
        return f"it has {len(schema) - 1:,} columns, and {MAX_COLUMNS:,} are the most that are read"
    open_groups: list[int] = []  # children yet to come, of each group that the element lies in
    for (children,) in schema:
        while open_groups and open_groups[-1] == 0:
            open_groups.pop()
        if open_groups:
            open_groups[-1] -= 1
        open_groups.append(max(children or 0, 0))
        if len(open_groups) > MAX_DEPTH:
            return f"its columns are nested deeper than {MAX_DEPTH}"
    return None


def names_problem(names: list[str]) -> str | None:
    """Which column has a name that keeps it from being read."""
    for number, name in enumerate(names, start=1):
        if "\0" in name:
            return f"the name of column {number} has a NUL character: rename it"
        if name.lower() == TAKEN_NAME:
            return f"it has a column {TAKEN_NAME}, a name that the reader needs: rename it"
    return None


def footer_problem(
    connection: duckdb.DuckDBPyConnection, path: str, size: int, has_columns: bool
) -> str | None:
    """What the footer says that cannot be true; raises what DuckDB raises on a malformed one."""
    found = connection.execute("select num_rows from parquet_file_metadata(?)", [path]).fetchone()
    chunks = connection.execute(
        """
        with schema as (
            select
                count(*) filter (num_children > 0) <= 1
                and count(*) filter (repetition_type = 'REPEATED') = 0 as is_flat
            from parquet_schema($path)
        )

        select
            coalesce(bool_and(
                total_compressed_size >= 0
                and coalesce(dictionary_page_offset, data_page_offset) >= 0
                and least(
                    coalesce(dictionary_page_offset, data_page_offset), data_page_offset
                ) + total_compressed_size <= $size
            ), true),
            coalesce(sum(row_group_num_rows) filter (column_id = 0), 0),
            coalesce(bool_and(
                num_values = row_group_num_rows
                or (num_values > row_group_num_rows and not (select is_flat from schema))
            ), true)
        from parquet_metadata($path)
        """,
        {"path": path, "size": size},
    ).fetchone()
    if found is None or chunks is None or found[0] < 0:
        return DAMAGED
    if not chunks[0]:
        return "truncated: its footer speaks of more bytes than there are"
    if has_columns and chunks[1] != found[0]:
        return "damaged parquet footer: its row groups do not add up to its rows"
    if not chunks[2]:
        return "damaged parquet footer: its columns are not of the same length"
    return None


def read_all(connection: duckdb.DuckDBPyConnection, path: str, what: str) -> int:
    """Decode every value of the file, or of one column; the number of rows."""
    row = connection.execute(
        f"select count(*), bit_xor(hash({what})) "
        "from read_parquet(?, hive_partitioning = false, file_row_number = true) as t",
        [path],
    ).fetchone()
    assert row is not None
    return int(row[0])


def text_problem(
    connection: duckdb.DuckDBPyConnection, path: str, columns: list[tuple[str, ...]], size: int
) -> str | None:
    """Which column has a text, or texts together, too long for the masks to be searched."""
    texts = [(number, column[0]) for number, column in enumerate(columns, start=1)
             if column[1] == "VARCHAR"]  # fmt: skip
    if not texts:
        return None
    lengths = ", ".join(
        f"max(strlen({quoted(name)})), sum(strlen({quoted(name)}))" for _, name in texts
    )
    found = connection.execute(
        f"select {lengths} from read_parquet(?, hive_partitioning = false)", [path]
    ).fetchone()
    assert found is not None
    for (number, name), longest, total in zip(texts, found[::2], found[1::2], strict=True):
        if (longest or 0) > MAX_TEXT:
            return f"column {number}{plain(name)} has a text of more than {MAX_TEXT:,} bytes"
        if (total or 0) > max(FREE_TEXT, TEXT_A_BYTE * size):
            return (
                f"column {number}{plain(name)} has {total:,} bytes of text, "
                f"in a file of {size:,} bytes"
            )
    return None


def quoted(name: str) -> str:
    """A column's name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def plain(name: str) -> str:
    """A column's name for a message, where it is a plain word: else it may be somebody's."""
    return f" ({name})" if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) else ""


def unreadable_column(path: str, names: list[str]) -> str:
    """Which column cannot be decoded: by its number, and its name if that is a plain word."""
    for number, name in enumerate(names, start=1):
        try:
            with connect() as connection:
                read_all(connection, path, f"t.{quoted(name)}")
        except FAILURES as failure:
            is_text = "string encoding" in str(failure) or "unicode" in str(failure).lower()
            reason = "text that is not UTF-8" if is_text else "damaged or not understood"
            return f"column {number}{plain(name)} cannot be decoded: {reason}"
    return "damaged: its pages cannot be decoded"


def main() -> None:
    """Answer until the input ends; after a problem with a fresh DuckDB, as one may break it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    connection = connect()
    for line in sys.stdin:
        path, size = json.loads(line)
        answer = look_at(connection, path, size)
        if "problem" in answer:
            connection.close()
            connection = connect()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
