"""The gap report's four decisions: each combination gives its findings, and no more runs than can.

The lakehouse is clean but for what decisions C and D are about: the typo-named file is there and
the worker files store phones as numbers.
"""

import itertools
import shutil
from pathlib import Path

import pytest
from audit_results import Found, found_by, results, statuses
from clean_lakehouse import ROWS, Place, copy_project, write_lakehouse
from dbt_run import Run, once, run_dbt

VARS = {
    "A": "decision_a_fill_event_ledger",
    "B": "decision_b_safe_views",
    "C": "decision_c_remove_typo_file",
    "D": "decision_d_phone_as_string",
}
BIG = ("workers_500k", "workers_100k", "ethereal_workers")
NEED_MASKS = {"C02", "C03", "G06", "P02", "P03", "P04", "P05", "P08", "P09", "X01", "X02"}
NEED_LEDGER = {"C01", "C04", "C05", "L02", "L03", "L04", "L05", "L07", "L08"}


@pytest.fixture(scope="module")
def place(common: Path) -> Place:
    def make(folder: Path) -> None:
        write_lakehouse(folder / "lakehouse")
        at = Place(folder / "lakehouse", copy_project(folder / "project"), folder)
        roster = at.lakehouse / "data" / "datasets" / "client_workersi.parquet"
        shutil.copyfile(roster, roster.with_name("client_workerskjkk.parquet"))
        for stream in BIG:
            at.rewrite(stream, "select * replace (cast(phone as bigint) as phone) from rows")
        # Claims about all files together are not true of these: D01 is about those of one.
        claims = at.project / "seeds" / "claims.csv"
        lines = claims.read_text("utf-8").splitlines(keepends=True)
        claims.write_text("".join(line for line in lines if line.startswith(("claim_id", "rows."))))

    folder = once(common / "decisions", make)
    return Place(folder / "lakehouse", folder / "project", folder)


@pytest.mark.parametrize(
    "declined",
    ["".join(letters) for n in range(5) for letters in itertools.combinations("ABCD", n)],
    ids=lambda letters: letters or "none",
)
def test_declined_decisions_give_their_findings(
    declined: str, place: Place, tmp_path: Path
) -> None:
    decisions = ", ".join(f"{VARS[letter]}: declined" for letter in declined)
    run = run_dbt(
        tmp_path, place.lakehouse, "build", "--vars", f"{{{decisions}}}", project=place.project
    )
    assert run.returncode == (1 if {"A", "B"} & set(declined) else 0), run.output[-3000:]
    assert run.current.exists() == (run.returncode == 0)
    assert "Traceback" not in run.output

    phones = "known_data_quality_issue" if "D" in declined else "stored_as_number"
    typo = "anomaly: kept by decision C" if "C" in declined else "quarantined file is still there"
    expected: Found = {("S05", stream, "phone", phones): ROWS[stream] for stream in BIG}
    expected["G04", "client_workerskjkk", None, typo] = 1
    if "A" in declined:
        expected["L01", None, None, "blocked: no fill-event ledger"] = 1
    if "B" in declined:
        reason = "blocked: cannot prove PII masking; LLM may have seen PII"
        expected["P01", None, None, reason] = 1
    assert found_by(run) == expected

    not_reached = {check for check, status in statuses(run).items() if status == "not reached"}
    assert not_reached == what_cannot_run(declined)
    assert {check for check, status in statuses(run).items() if status == "blocked"} == {
        check for letter, check in (("A", "L01"), ("B", "P01")) if letter in declined
    }
    for check, why in results(run, """
        select check_id, why_not_reached from marts.check_results
        where run_id = this and status = 'not reached'
    """):  # fmt: skip
        assert why in {f"decision {letter} is declined" for letter in declined}, check


def what_cannot_run(declined: str) -> set[str]:
    checks: set[str] = set()
    if "A" in declined:
        checks |= NEED_LEDGER
    if "B" in declined:
        checks |= NEED_MASKS | NEED_LEDGER | (set() if "A" in declined else {"L01"})
    return checks


def test_a_declined_part_of_an_earlier_build_is_gone(place: Place, tmp_path: Path) -> None:
    first = run_dbt(tmp_path, place.lakehouse, "build", project=place.project)
    assert first.returncode == 0, first.output[-3000:]
    run = run_dbt(
        tmp_path, place.lakehouse, "build", "--vars", f"{{{VARS['B']}: declined}}",
        project=place.project,
    )  # fmt: skip
    assert run.returncode == 1
    left = results(run, """
        select table_schema || '.' || table_name from information_schema.tables
        where table_schema in ('safe', 'masking') or table_name = 'fill_events'
    """)  # fmt: skip
    assert left == []
    assert first_release_is_current(run)


def first_release_is_current(run: Run) -> bool:
    return [path.name for path in (run.published / "releases").iterdir()] == [
        run.current.readlink().name
    ]


def test_a_decision_that_is_neither_is_refused(place: Place, tmp_path: Path) -> None:
    run = run_dbt(
        tmp_path, place.lakehouse, "build", "--vars", f"{{{VARS['A']}: maybe}}",
        project=place.project,
    )  # fmt: skip
    assert run.returncode == 2
    assert f"{VARS['A']} must be approved or declined, not 'maybe'" in run.output
