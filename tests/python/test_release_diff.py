"""Comparing releases: what is planted between two databases is what is found."""

from pathlib import Path

import duckdb
import pytest
from dbt_run import Run

from python_helpers import release_diff
from python_helpers.release_diff import Change

BEFORE = """
    create schema marts;
    create table marts.people as
        select i as id, 'name ' || i as label, 'file 1' as source_sha256 from range(10) as r(i);
    comment on table marts.people is 'People. One row each. Primary key: id.';
    create table marts.words as select unnest(['a', 'b', 'b']) as word;
    create table marts.gone as select 1 as one;
    create table marts.check_results as
        select 'r1' as run_id, timestamp '2026-01-01' as run_at,
               unnest(['S01', 'S02']) as check_id, 'all is well' as claim, 'pass' as status;
"""
AFTER = """
    drop table marts.gone;
    create table marts.fresh as select 1 as one;
    update marts.people set source_sha256 = 'file 2';
    update marts.people set label = 'other' where id in (1, 2);
    delete from marts.people where id = 9;
    insert into marts.people select i, 'new', 'file 2' from range(20, 23) as r(i);
    alter table marts.people add column age integer;
    insert into marts.words values ('c');
    delete from marts.words where word = 'b';
    update marts.check_results set status = 'finding' where check_id = 'S02';
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    for name, statements in (
        ("20260101T000000Z-a", [BEFORE]),
        ("20260102T000000Z-b", [BEFORE, AFTER]),
    ):
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        with duckdb.connect(str(folder / release_diff.DATABASE)) as connection:
            for statement in statements:
                connection.execute(statement)
    return tmp_path


def found(two: Path) -> list[Change]:
    with duckdb.connect() as connection:
        for alias, folder in zip(("before", "after"), release_diff.releases(two), strict=True):
            release_diff.attach(connection, alias, folder / release_diff.DATABASE)
        return release_diff.changes(connection)


def test_every_change_is_found_and_nothing_else(two: Path) -> None:
    assert set(found(two)) == {
        Change("marts.fresh", "relation added"),
        Change("marts.gone", "relation removed"),
        Change("marts.people", "column added", "age"),
        # By key: two have another label. The file's hash, which all rows carry, is no change.
        Change("marts.people", "rows", "", "id", 10, 12, 3, 1, 2),
        # Without a key whole rows are compared: both b are gone, c is new.
        Change("marts.words", "rows", "", None, 3, 2, 1, 2, 0),
    }


def test_the_text_names_rows_columns_and_statuses(two: Path) -> None:
    text = release_diff.report(*release_diff.pick(two, "", ""))
    assert "From 20260101T000000Z-a to 20260102T000000Z-b" in text
    assert [
        line.split() for line in text.splitlines() if "marts.people " in line and "10" in line
    ] == [["marts.people", "10", "12", "3", "1", "2"]]
    assert "S02               pass -> finding: all is well" in text


def test_the_changes_can_be_kept_in_the_release(two: Path, tiny_release: Run) -> None:
    first, second = release_diff.releases(two)
    with duckdb.connect(str(second / release_diff.DATABASE)) as connection:
        columns = tiny_release.rows("describe marts.release_changes")
        listed = ", ".join(f"{column[0]} {column[1]}" for column in columns)
        connection.execute(f"create table marts.release_changes ({listed})")
    release_diff.save(
        second / release_diff.DATABASE, "r2", first / release_diff.DATABASE, first.name
    )
    with duckdb.connect(str(second / release_diff.DATABASE), read_only=True) as connection:
        rows = connection.sql(
            "select from_release, rows_added, rows_removed, rows_changed "
            "from marts.release_changes where relation = 'marts.people' and change = 'rows'"
        ).fetchall()
    assert rows == [(first.name, 3, 1, 2)]


def test_a_release_compared_with_itself_has_no_changes(two: Path) -> None:
    (first, _second) = release_diff.releases(two)
    assert "Nothing changed" in release_diff.report(first, first)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("2025", "", "no release fit 2025. There are: 20260101T000000Z-a, 20260102T000000Z-b"),
        ("2026", "", "2 releases fit 2026"),
        ("", "20260101", "is the oldest release"),
    ],
)
def test_ids_that_fit_nothing_are_said(two: Path, before: str, after: str, message: str) -> None:
    with pytest.raises(release_diff.CannotCompare, match=message):
        release_diff.pick(two, before, after)


def test_one_release_alone_cannot_be_compared(tiny_release: Run) -> None:
    with pytest.raises(release_diff.CannotCompare, match="it takes two releases"):
        release_diff.pick(tiny_release.published, "", "")


def test_the_keys_of_a_real_release_are_read_from_its_descriptions(tiny_release: Run) -> None:
    database = tiny_release.current / release_diff.DATABASE
    with duckdb.connect() as connection:
        for alias in ("before", "after"):
            release_diff.attach(connection, alias, database)
        assert release_diff._key(connection, "marts.fill_events") == ["event_id"]
        assert release_diff._key(connection, "safe.workers_safe") == ["stream", "source_row"]
        assert release_diff.changes(connection) == []
