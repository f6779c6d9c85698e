"""Real job orders and plans over a sample: unusual data become findings, not crashes."""

import shutil
from pathlib import Path

import pytest
from conftest import NEEDS
from dbt_run import Run, run_dbt, run_once

pytestmark = pytest.mark.real

REAL_EVENTS = 837
JSON_FOLDERS = ("tests/multi-agent/scenarios", "data/_playbook_lessons")


@pytest.fixture(scope="module")
def release(common: Path, tiny_lakehouse: Path) -> Run:
    def build(folder: Path) -> Run:
        lakehouse = folder / "lakehouse"
        shutil.copytree(tiny_lakehouse, lakehouse)
        shutil.copytree(NEEDS["real"], lakehouse, dirs_exist_ok=True)
        return run_dbt(folder, lakehouse, "build")

    return run_once(common / "real_overlay", build)


def test_the_audit_of_real_data_runs_to_its_end(release: Run) -> None:
    assert release.returncode == 0, release.output[-3000:]
    assert "Verdict" in release.output
    assert "Traceback" not in release.output


def test_every_real_event_is_in_the_ledger(release: Run) -> None:
    real = {path.stem for path in (NEEDS["real"] / JSON_FOLDERS[0]).glob("*.json")}
    names = ", ".join(f"'{name}'" for name in sorted(real))
    query = f"select count(*) from marts.fill_events where plan_file in ({names})"
    assert release.value(query) == REAL_EVENTS


def test_the_other_row_counts_are_a_finding(release: Run) -> None:
    found = release.rows("select status, rows_bad from marts.check_results where check_id = 'S02'")
    assert found
    assert found[0][0] == "finding"
    assert found[0][1] > 0


def test_lessons_about_real_plans_agree_with_the_ledger(release: Run) -> None:
    real = {path.stem for path in (NEEDS["real"] / JSON_FOLDERS[1]).glob("*.json")}
    agreeing = release.rows(
        "select lesson_id from marts.lesson_totals "
        "where names_plan and events_total = ledger_events"
    )
    assert real <= {lesson for (lesson,) in agreeing}
