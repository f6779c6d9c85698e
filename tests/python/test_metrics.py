"""The metrics of the ledger: what MetricFlow answers is what the analysts' questions answer."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clean_lakehouse import copy_project
from dbt_run import Run

METRICS = "fill_events,people_asked,people_filled,people_short,fill_rate"


@pytest.fixture
def folder(tiny_release: Run, tmp_path: Path) -> Path:
    """A project that has been built, to be opened: a copy, for DuckDB locks what it opens."""
    folder = copy_project(tmp_path)
    for name in ("build", "target"):
        shutil.copytree(getattr(tiny_release, name), folder / name)
    return folder


def query(folder: Path, group_by: str) -> list[dict[str, str]]:
    """The metrics by some dimensions, as `mf query` writes them."""
    found = folder / "found.csv"
    done = subprocess.run(
        [Path(sys.executable).with_name("mf"), "query", "--metrics", METRICS,
         "--group-by", group_by, "--csv", found],
        cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    with found.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_in_the_question(row: dict[str, str]) -> tuple[float | None, ...]:
    """Events, people asked for, people found and the rate to three digits."""
    names = ("fill_events", "people_asked", "people_filled", "fill_rate")
    events, asked, filled, rate = (float(row[name]) if row[name] else None for name in names)
    return events, asked, filled, None if rate is None else round(rate, 3)


def test_metrics_by_role_are_those_of_the_question(folder: Path, tiny_release: Run) -> None:
    found = {
        row["fill_event__role"]: as_in_the_question(row)
        for row in query(folder, "fill_event__role")
    }
    asked = "select role, events, asked, filled, fill_rate from desk.hardest_roles_to_fill"
    assert found
    assert found == {role: tuple(numbers) for role, *numbers in tiny_release.rows(asked)}


def test_metrics_by_client_and_week_are_those_of_the_question(
    folder: Path, tiny_release: Run
) -> None:
    found = {
        (row["client"], row["metric_time__week"][:10]): as_in_the_question(row)
        for row in query(folder, "client,metric_time__week")
        if row["metric_time__week"]
    }
    asked = (
        "select client_id, cast(week_of as varchar), events, asked, filled, fill_rate "
        "from desk.fill_rate_by_client_and_week"
    )
    assert found
    assert found == {
        (client, week): tuple(numbers) for client, week, *numbers in tiny_release.rows(asked)
    }
