"""The gap report: every number is a query's, nobody is named, and it never fails for a gap."""

import hashlib
import itertools
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_run import Run, run_dbt
from leaks import leaks_in, people_of
from pages import ReportPage

from python_helpers import questions
from python_helpers.gap_report import charts, sections, write
from python_helpers.gap_report.answers import shown

NUMBER = re.compile(r"[0-9]")
# What has a digit and is no figure: sections' numbers, the release's id, names of things.
NAMES = re.compile(
    r"Release [0-9TZ]+-[0-9a-f]{8}|ZIP[0-9]?|SHA-256|workers_500k(?:_v8)?|workers_100k"
)


@pytest.fixture(scope="module")
def page(tiny_release: Run) -> ReportPage:
    return ReportPage((tiny_release.current / "gap_report.html").read_text("utf-8"))


def answer(release: Run, query: str) -> list[dict[str, Any]]:
    """The answer as the release's own view gives it."""
    with duckdb.connect(str(release.current / "staffing.duckdb"), read_only=True) as connection:
        found = connection.sql(f"from report.{query}")
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_every_number_on_the_page_equals_its_query(tiny_release: Run, page: ReportPage) -> None:
    assert len(page.cells) > 500
    by_query = itertools.groupby(sorted(page.cells), lambda cell: cell.query)
    for query, cells in by_query:
        rows = answer(tiny_release, query)
        for cell in cells:
            value = rows[cell.row][cell.column]
            assert cell.value == ("" if value is None else str(value)), cell
            assert _means(cell.text, value), (cell, value)


def _means(text: str, value: Any) -> bool:
    """Whether what people see is the value: to the digit, or rounded as its unit says."""
    if value is None:
        return text == "\u2013"
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(re.sub(r"[^0-9.-]", "", text))
        if text.endswith("%"):
            return abs(number / 100 - value) <= 0.0005
        units = {"kB": 1e3, "MB": 1e6, "GB": 1e9}
        unit = next((size for name, size in units.items() if text.endswith(name)), 1)
        return abs(number * unit - value) <= unit / 2 if unit > 1 else number == value
    return bool(text == shown(value))


def test_no_number_stands_outside_a_query(page: ReportPage) -> None:
    prose = NAMES.sub("", " ".join(page.prose))
    numbered = re.findall(r"\S*[0-9]\S*", prose)
    assert numbered == [str(number) for number in range(1, 10)]


def test_each_query_is_shown_whole(tiny_release: Run, page: ReportPage) -> None:
    every_section = (sections.CHANGES, *sections.SECTIONS)
    parts = [part for section in every_section for part in section.parts]
    for part in parts:
        table = part.table if isinstance(part, sections.Figure) else part
        rows = {cell.row for cell in page.cells if cell.query == table.query}
        if table.columns:
            assert rows == set(range(len(answer(tiny_release, table.query)))), table.query


def test_the_text_form_says_the_same(tiny_release: Run, page: ReportPage) -> None:
    text = (tiny_release.current / "gap_report.md").read_text("utf-8")
    titles = re.findall(r"^## (?:[1-9] )?(.+)$", text, flags=re.MULTILINE)
    assert titles == [sections.CHANGES.title, *(section.title for section in sections.SECTIONS)]
    for cell in page.cells:
        assert cell.text.replace("|", "\\|") in text, cell


def test_each_source_file_has_its_hash_and_is_as_it_was(
    tiny_release: Run, page: ReportPage, tiny_lakehouse: Path
) -> None:
    rows: dict[int, dict[str, str]] = {}
    for cell in page.cells:
        if cell.query == "source_files":
            rows.setdefault(cell.row, {})[cell.column] = cell.value
    inputs = {file["path"] for file in tiny_release.manifest["inputs"]}
    assert {(row["path"], row["sha256"]) for row in rows.values()} == {
        (path, hashlib.sha256((tiny_lakehouse / path).read_bytes()).hexdigest()) for path in inputs
    }
    assert {row["sha256_after"] for row in rows.values()} == {"the same"}


@pytest.mark.parametrize(
    ("status", "said"),
    [("blocked", "not all are the same, see G05"), ("not reached", "not compared")],
)
def test_source_files_that_changed_are_not_called_the_same(
    tiny_release: Run, tmp_path: Path, status: str, said: str
) -> None:
    database = tmp_path / "staffing.duckdb"
    database.write_bytes((tiny_release.current / "staffing.duckdb").read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update marts.check_results set status = ?, why_not_reached = 'a reason', "
            "evidence = ['failures.g05'] where check_id = 'G05'",
            [status],
        )
    _page, text = write(database, tmp_path, "A lakehouse that changed")
    lines = [line for line in text.read_text("utf-8").splitlines() if ".parquet |" in line]
    assert lines
    assert all(line.endswith(f"| {said} |") for line in lines)


def test_every_chart_has_its_rows_drawn(tiny_release: Run) -> None:
    page = (tiny_release.current / "gap_report.html").read_text("utf-8")
    drawn = re.findall(r'<figure id="(\w+)">.*?</figure>', page, flags=re.DOTALL)
    assert set(drawn) == set(charts.CHARTS) - {"history"}  # of one run there is none
    for figure in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL):
        assert figure.count("<path") > 3
        assert "<text" in figure
    (tiles,) = re.findall(r'<figure id="states">.*?</svg>', page, flags=re.DOTALL)
    assert set(re.findall(r">([A-Z]{2})</text>", tiles)) == {
        row["state"] for row in answer(tiny_release, "states_supply_and_demand")
    }


def test_the_page_asks_for_nothing_and_runs_nothing(tiny_release: Run) -> None:
    page = (tiny_release.current / "gap_report.html").read_text("utf-8")
    assert "<script" not in page
    assert not re.findall(r"(?:src|href)=\"(?!#|data:,)[^\"]*\"", page)
    assert "url(" not in page.replace("url(#", "")


def test_both_forms_name_nobody(tiny_release: Run, tiny_lakehouse: Path) -> None:
    people = people_of(tiny_lakehouse)
    for name in ("gap_report.html", "gap_report.md"):
        text = (tiny_release.current / name).read_text("utf-8")
        assert not leaks_in(text, people), name
        assert not re.search(r"\b(?:em|ph|nm)_[0-9a-f]{32}", text), name


def test_the_verdict_names_the_report(tiny_release: Run) -> None:
    said = tiny_release.output
    assert str(tiny_release.published / "current" / "gap_report.html") in said
    outputs = {file["path"] for file in tiny_release.manifest["outputs"]}
    assert {"gap_report.html", "gap_report.md"} <= outputs


def test_a_missing_table_is_said_in_its_section(tiny_release: Run, tmp_path: Path) -> None:
    database = tmp_path / "staffing.duckdb"
    database.write_bytes((tiny_release.current / "staffing.duckdb").read_bytes())
    with duckdb.connect(str(database)) as connection:
        for schema in questions.SCHEMAS:
            connection.execute(f"drop schema {schema} cascade")
        for table in ("fill_events", "search_usefulness", "k_anonymity"):
            connection.execute(f"drop table marts.{table}")
    page, _text = write(database, tmp_path, "A database with gaps")
    text = page.read_text("utf-8")
    for table in ("fill_events", "search_usefulness", "k_anonymity"):
        assert f"has no table {table}" in text
    assert "Nothing blocks" in text


def test_a_blocked_audit_reports_what_blocks(tiny_lakehouse: Path, tmp_path: Path) -> None:
    declined = "{decision_a_fill_event_ledger: declined}"
    run = run_dbt(tmp_path, tiny_lakehouse, "build", "--vars", declined)
    assert run.returncode == 1
    page = run.build / "gap_report.html"
    assert str(page) in run.output
    text = page.read_text("utf-8")
    assert "Blocked: nothing is published" in text
    assert 'data-value="L01"' in text
    assert "failures.l01_the_ledger_is_not_declined" in text
    assert page.stat().st_mode & 0o077 == 0
    assert not run.current.exists()


def test_the_report_says_what_changed(tiny_release: Run, tmp_path: Path) -> None:
    database = tmp_path / "staffing.duckdb"
    database.write_bytes((tiny_release.current / "staffing.duckdb").read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            insert into marts.release_changes by name
            select 'r' as run_id, 'marts.fill_events' as relation, 'rows' as change,
                   'earlier' as from_release, 40 as rows_before, 47 as rows_now,
                   8 as rows_added, 1 as rows_removed, 3 as rows_changed
        """)
        connection.execute("""
            insert into marts.check_results by name
            select * replace (
                'older' as run_id, run_at - interval 1 day as run_at,
                if(check_id = 'S07', 'pass', status) as status
            ) from marts.check_results
        """)
    text = write(database, tmp_path, "A second release")[0].read_text("utf-8")
    assert '<figure id="history">' in text
    page = ReportPage(text)
    changed = {cell.column: cell.text for cell in page.cells if cell.query == "data_changed"}
    assert changed["rows_added"] == "8"
    checks = {cell.column: cell.text for cell in page.cells if cell.query == "checks_changed"}
    assert (checks["check_id"], checks["was"], checks["is_now"]) == ("S07", "pass", "finding")


def test_the_tile_grid_has_a_tile_for_each_state(tiny_release: Run) -> None:
    rows = answer(tiny_release, "states_supply_and_demand")
    assert len(rows) == 52  # fifty states, DC and Puerto Rico
    assert len({(row["tile_row"], row["tile_column"]) for row in rows}) == len(rows)


def test_the_page_is_small_enough_to_send(tiny_release: Run) -> None:
    sizes = {file["path"]: file["bytes"] for file in json.loads(
        (tiny_release.current / "manifest.json").read_text("utf-8"))["outputs"]}  # fmt: skip
    assert sizes["gap_report.html"] < 1_000_000
