"""Real job orders and plans over a sample: unusual data become findings, not crashes."""

import shutil
from pathlib import Path

import pytest
from audit_results import found_by
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


def test_every_real_request_is_replayed(release: Run) -> None:
    real = {path.stem for path in (NEEDS["real"] / JSON_FOLDERS[0]).glob("*.json")}
    names = ", ".join(f"'{name}'" for name in sorted(real))
    query = f"select count(*) from marts.fill_replay where plan_file in ({names})"
    assert release.value(query) == REAL_EVENTS
    unknown = "select count(*) from marts.fill_requests where list_contains(problems, '{}')"
    found = found_by(release)
    for problem, reason in (("unknown role", "unknown_role"), ("no role", "role_missing")):
        findings = found.get(("L03", "scenarios", "role", reason), 0)
        assert release.value(unknown.format(problem)) == findings
    assert found["L03", "scenarios", "role", "unknown_role"] > 0


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


# Counted in the files by hand, with a query of DuckDB's own over job_orders.parquet.
REAL_DRIFTS = {
    ("S07", "job_orders", "state", "null"): 9,
    ("S07", "job_orders", "zip", "null"): 165,
    ("S07", "job_orders", "zip", "zip3_not_in_state"): 57,
    ("S08", "job_orders", "pay_rate", "weekly_amount"): 289,
    ("S08", "job_orders", "pay_rate", "pay_below_minimum"): 6,
    ("S08", "job_orders", "pay_rate", "pay_zero"): 1,
    ("S08", "job_orders", "pay_rate", "pay_missing"): 49,
    ("S08", "job_orders", "bill_rate", "bill_missing"): 49,
    ("S08", "job_orders", "bill_rate", "bill_zero"): 1,
    ("S09", "job_orders", "status", "undocumented"): 15_591,
    ("S09", "job_orders", "vertical", "undocumented"): 15_575,
}


def test_what_is_odd_in_real_data_is_found_with_its_count(release: Run) -> None:
    found = found_by(release)
    odd = {
        finding: rows
        for finding, rows in found.items()
        if finding[0] in ("S07", "S08", "S09") and finding[1] == "job_orders"
    }
    assert odd == REAL_DRIFTS
    assert found["L03", "scenarios", "role", "unknown_role"] == 641
