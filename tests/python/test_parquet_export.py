"""A mart's parquet file: every row once, in one order, whatever order the table has."""

from pathlib import Path

import duckdb
import pytest

from python_helpers import parquet_export

ROWS = "select range as source_row, 'worker:' || range as doc_id from range(20)"
MANY_ROWS = ROWS.replace("20", "300_000")


def exported(folder: Path, rows: str) -> Path:
    """The file of a mart with these rows."""
    target = folder / "mart.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create schema marts; create table marts.mart as {rows}")
        parquet_export.export(connection, "mart", target)
    return target


def read(file: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.read_parquet(str(file)).fetchall()


@pytest.mark.parametrize("part", [1, 7, 20, 100])
def test_parts_make_the_whole_in_the_order_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(parquet_export, "PART", part)
    nowhere = "select null, 'nowhere'"
    found = read(exported(tmp_path, f"({nowhere}) union all ({ROWS} order by hash(range))"))
    assert found == [*((row, f"worker:{row}") for row in range(20)), (None, "nowhere")]


def test_equal_marts_make_equal_files(tmp_path: Path) -> None:
    files = [
        exported(tmp_path, f"{ROWS} order by {order}").read_bytes()
        for order in ("range", "hash(range)")
    ]
    assert files[0] == files[1]


def test_files_are_alike_whatever_the_memory_and_threads(tmp_path: Path) -> None:
    files, queries = [], []
    for memory, threads in (("400MB", 4), ("2GB", 1), ("2GB", 4)):
        target = tmp_path / f"{memory}{threads}"
        with duckdb.connect(config={"memory_limit": memory, "threads": threads}) as connection:
            connection.execute("create schema marts; create table marts.mart as " + MANY_ROWS)
            queries.append(len(list(parquet_export._parts(connection, "marts.mart"))))
            parquet_export.export(connection, "mart", target)
        files.append(target.read_bytes())
    assert queries == [4, 4, 2]  # with what has no row in a source
    assert files[0] == files[1] == files[2]


def test_a_mart_without_rows_of_a_source_is_ordered_by_its_first_column(tmp_path: Path) -> None:
    found = read(exported(tmp_path, "from (values ('b', 1), ('a', 2), ('c', null)) as t (id, n)"))
    assert found == [("a", 2), ("b", 1), ("c", None)]


@pytest.mark.parametrize("rows", [f"{ROWS} where false", "select 1 as id where false"])
def test_an_empty_mart_is_a_file_without_rows(tmp_path: Path, rows: str) -> None:
    assert read(exported(tmp_path, rows)) == []
