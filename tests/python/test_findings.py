"""What the audit finds in the sample is what was planted, to the row; evidence is keys alone."""

import re
from typing import Any

import duckdb
import pytest
from audit_results import found_by, results, statuses
from dbt_run import Run

SHAPE = ["dataset", "field", "row_key", "reason", "rows_affected", "is_waived"]
# What is in the sample and is no finding: a value that is missing where it may be, or written in
# another form, which staging and the masks put right.
PUT_RIGHT = {"null", "country_code", "extension", "not_normalised"}
NO_DEFECT = {("L03", "synonym")}
# Counted over people, groups, files, texts, requests or claims, not over rows of a stream that a
# defect was planted in; test_full_size.py knows what they come to.
NOT_PLANTED = {"P09", "S02", "C04", "L07", "D01"}
KEY = re.compile(
    r"""[a-z0-9_]+[.:][A-Za-z0-9_]+                # stream:row, stream.column
        | [A-Za-z0-9_./-]+(\#[0-9]+)?(/[0-9]+)?    # file, plan#event/assignment
        | [a-z0-9_]+[ ]and[ ][a-z0-9_]+            # two streams
        | safe[.][a-z_]+[ ][a-z0-9_]+              # a relation and a stream of it
        | decision[ ][A-D] | waiver[ ][0-9]+ | row[ ][0-9]+""",
    re.VERBOSE,
)


def planted(truth: dict[str, Any]) -> dict[tuple[str, str, str, str], int]:
    """What the sample's own count of its defects says that the audit must find."""
    return {
        (entry["check"], entry["stream"], entry["field"], entry["defect"]): entry["count"]
        for entry in truth["defects"]
        if entry["count"] and not is_put_right(entry) and entry["check"] not in ("S10", "G04")
    }


def is_put_right(entry: dict[str, Any]) -> bool:
    missing_zip = entry["check"] == "S07"
    return (entry["defect"] in PUT_RIGHT and not missing_zip) or (
        entry["check"], entry["defect"]
    ) in NO_DEFECT  # fmt: skip


def assert_findings_are_the_planted_ones(
    run: Run, truth: dict[str, Any], *, but: tuple[str, ...] = ()
) -> None:
    """Every planted defect is found to the row, and nothing that was not planted is found."""
    found = {
        finding: rows
        for finding, rows in found_by(run).items()
        if finding[0] not in NOT_PLANTED | {"S10", "G04"} and finding[3] not in but
    }
    expected = {finding: rows for finding, rows in planted(truth).items() if finding[3] not in but}
    assert found == expected
    missing = {
        entry["stream"]: entry["count"] for entry in truth["defects"] if entry["check"] == "S10"
    }
    fields = results(run, """
        select dataset, sum(rows_bad) from marts.finding_counts
        where run_id = this and check_id = 'S10' group by all
    """)  # fmt: skip
    assert dict(fields) == missing
    (shared,) = [entry["count"] for entry in truth["defects"] if entry["check"] == "G04"]
    compared = results(run, "select shared_rows from inventory.quarantined_files where this <> ''")
    assert compared == [(shared,)]


def test_the_sample_has_the_planted_defects_and_no_other(
    tiny_release: Run, truth: dict[str, Any]
) -> None:
    # At a hundredth of its size some roles have a worker in no city but by a roster's.
    assert_findings_are_the_planted_ones(tiny_release, truth, but=("no_such_role_in_city",))


def test_blocking_checks_pass_on_the_sample(tiny_release: Run) -> None:
    assert "blocked" not in statuses(tiny_release).values()
    assert "not reached" not in statuses(tiny_release).values()


def evidence_tables(run: Run) -> list[str]:
    with duckdb.connect(str(run.build / "vault.duckdb"), read_only=True) as connection:
        rows = connection.sql(
            "select table_name from information_schema.tables where table_schema = 'failures'"
        ).fetchall()
    return [name for (name,) in rows]


def test_evidence_has_one_shape_and_holds_keys_alone(tiny_release: Run) -> None:
    checks = {check.lower() for check in statuses(tiny_release)}
    tables = [name for name in evidence_tables(tiny_release) if name[:3] in checks]
    assert len(tables) > 60
    with duckdb.connect(str(tiny_release.build / "vault.duckdb"), read_only=True) as connection:
        for table in tables:
            relation = connection.sql(f"from failures.{table}")
            assert relation.columns == SHAPE, table
            rows = relation.fetchall()
            assert [row for row in rows if not KEY.fullmatch(row[2])] == [], table
            # A reason is a constant of the test: few of them, and words.
            reasons = {row[3] for row in rows}
            assert len(reasons) < 12, table
            assert all(re.fullmatch(r"[A-Za-z0-9_ ,:;'-]{3,80}", reason) for reason in reasons)


def test_models_of_violations_have_the_shape_of_evidence(tiny_release: Run) -> None:
    with duckdb.connect(str(tiny_release.build / "vault.duckdb"), read_only=True) as connection:
        rows = connection.sql(
            "select table_name, list(column_name) from information_schema.columns "
            "where table_schema = 'checks' "
            "and table_name not in ('active_waivers', 'personal_data_in_text') group by all"
        ).fetchall()
    assert rows
    for name, columns in rows:
        assert set(columns) <= {*SHAPE, "is_with_candidates"}, name
        assert {"dataset", "field", "row_key", "reason"} <= set(columns), name


@pytest.mark.parametrize("column", ["run_at", "git_commit", "rows_read", "seconds", "measured"])
def test_results_say_what_was_read_and_measured(tiny_release: Run, column: str) -> None:
    empty = results(
        tiny_release,
        f"select check_id from marts.check_results where run_id = this and {column} is null",
    )
    assert set(empty) <= {("R01",)}


def test_history_is_kept_over_runs(tiny_release: Run) -> None:
    runs = results(
        tiny_release,
        "select count(distinct run_id), count(*) from marts.check_results where this <> ''",
    )
    assert runs[0][0] == 1
    assert runs[0][1] == len(statuses(tiny_release))
