"""Planted defects: the check fails with the right count, and nothing is published.

A blocking check stops what lies below the layer it judges, so that defects of one layer share a
build and defects of two layers do not.
"""

import json
import re
from pathlib import Path

import duckdb
import pytest
from dbt_run import Run, run_dbt


def rewrite(path: Path, changes: str) -> None:
    """Replace a parquet file by itself with `changes` (the body of a `select * replace`)."""
    rows = duckdb.sql(f"select * replace ({changes}) from '{path}'").to_arrow_table()
    duckdb.from_arrow(rows).write_parquet(str(path))


def change_json(path: Path, **fields: object) -> None:
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | fields), encoding="utf-8")


def blocked(run: Run, check: str) -> int:
    """Rows of evidence that the verdict gives for a blocking check."""
    return sum(int(rows.replace(",", "")) for rows in re.findall(
        rf"BLOCKED +{check} +([0-9,]+) rows", run.output
    ))  # fmt: skip


def assert_nothing_is_published(run: Run) -> None:
    assert run.returncode == 1
    assert "Not published: blocked by" in run.output
    assert not run.current.exists()


@pytest.mark.usefixtures("tiny_release")
def test_defects_of_staging_block(copy_of_tiny: Path, tmp_path: Path) -> None:
    datasets = copy_of_tiny / "data" / "datasets"
    rewrite(
        datasets / "candidates.parquet",
        "case when rowid_ = 0 then 'CAND-1' when rowid_ < 3 then 'CAND-00009' "
        "else candidate_id end as candidate_id".replace("rowid_", "row_number() over () - 1"),
    )
    plans = sorted((copy_of_tiny / "tests/multi-agent/scenarios").glob("2025-*.json"))
    flat = next(path for path in plans if '"events"' in path.read_text("utf-8"))
    record = json.loads(flat.read_text("utf-8"))
    record["events"][0] |= {"count": 0, "filled": 3, "at": "25:99"}
    change_json(flat, events=record["events"])
    run = run_dbt(tmp_path / "run", copy_of_tiny, "build")
    assert_nothing_is_published(run)
    assert blocked(run, "S04") == 1  # CAND-1
    assert blocked(run, "S03") >= 2  # CAND-00009, and the candidate who had it before if any
    assert blocked(run, "L06") == 3  # the count, the filled count, the time


@pytest.mark.usefixtures("tiny_release")
def test_defects_below_the_masks_block(copy_of_tiny: Path, tmp_path: Path) -> None:
    rewrite(
        copy_of_tiny / "data/datasets/workers_100k.parquet",
        "case when worker_id = 1 then 1.5 when worker_id = 2 then 'nan'::double "
        "when worker_id = 3 then null else reliability end as reliability",
    )
    lessons = sorted((copy_of_tiny / "data/_playbook_lessons").glob("*.json"))
    change_json(lessons[0], events_ok=99)
    run = run_dbt(tmp_path / "run", copy_of_tiny, "build")
    assert_nothing_is_published(run)
    assert blocked(run, "S06") == 3
    assert blocked(run, "L02") == 1


# The masks' own unit tests would stop these builds first: they are left out here.
@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param("{name_run_pattern: 'no such run'}", id="names"),
        pytest.param("{pii_patterns: [{type: URL, pattern: 'none'}]}", id="phones and addresses"),
    ],
)
@pytest.mark.usefixtures("tiny_release")
def test_details_left_in_texts_block(tiny_lakehouse: Path, tmp_path: Path, spoilt: str) -> None:
    without = ("--exclude-resource-type", "unit_test")
    run = run_dbt(tmp_path / "run", tiny_lakehouse, "build", *without, "--vars", spoilt)
    assert run.returncode == 1
    assert blocked(run, "P02") > 0
    assert not run.current.exists()
