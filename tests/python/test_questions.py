"""The analysts' desk: each question is answered, by make, by dbt and by any DuckDB client."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from dbt_run import ROOT, Run

from python_helpers import ask, questions, text_table

TOKEN = re.compile(r"\b(?:em|ph|nm)_[0-9a-f]{32}\b")
NAMES = [question.name for question in questions.questions()]


def ask_make(release: Run, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "python_helpers.ask", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"STAFFING_PUBLISHED_DIR": str(release.published), "PATH": ""},
    )  # fmt: skip


def test_there_are_at_least_twelve_and_each_says_what_it_asks() -> None:
    assert len(NAMES) >= 12
    for question in questions.questions():
        assert re.fullmatch(r"[A-Z].{15,}\?", question.asks), question.name


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_an_answer_and_it_names_nobody(name: str, tiny_release: Run) -> None:
    rows = tiny_release.rows(f"from desk.{name}")
    assert rows
    assert any(value is not None for row in rows for value in row[1:])
    assert not TOKEN.search(str(rows))


def test_the_views_and_the_files_give_the_same(tiny_release: Run) -> None:
    with duckdb.connect(str(tiny_release.current / "staffing.duckdb"), read_only=True) as release:
        schemas = questions.relations(release)
        for question in questions.questions():
            sql = questions.plain_sql(question, schemas)
            assert (
                release.sql(sql).fetchall() == release.sql(f"from desk.{question.name}").fetchall()
            )


def test_the_views_work_whatever_name_the_release_is_attached_under(tiny_release: Run) -> None:
    with duckdb.connect() as connection:
        database = tiny_release.current / "staffing.duckdb"
        connection.execute(f"attach '{database}' as elsewhere (read_only)")
        for schema in questions.SCHEMAS:
            for question in questions.questions(schema):
                assert connection.sql(f"from elsewhere.{schema}.{question.name}").columns


def test_the_list_names_each_question_and_how_to_ask(tiny_release: Run) -> None:
    found = ask_make(tiny_release)
    assert found.returncode == 0
    assert all(name in found.stdout for name in NAMES)
    assert "make ask Q=" in found.stdout


def test_an_answer_is_a_table_below_its_question(tiny_release: Run) -> None:
    found = ask_make(tiny_release, "pay_above_bill")
    expected = tiny_release.value("select count(*) from safe.jobs_safe where pay_rate > bill_rate")
    assert found.returncode == 0
    lines = found.stdout.splitlines()
    assert lines[0].startswith("How many job orders have pay above bill")
    (all_orders,) = [line.split() for line in lines if line.strip().startswith("all orders")]
    assert all_orders[3] == str(expected)


def test_a_condition_picks_rows_and_a_wrong_one_is_said(tiny_release: Run) -> None:
    where = "stream = 'workers_500k' and raw_column = 'phone'"
    found = ask_make(tiny_release, "where_a_raw_column_goes", "--where", where)
    assert "safe.workers_safe: phone_token" in found.stdout
    wrong = ask_make(tiny_release, "where_a_raw_column_goes", "--where", "no_such = 1")
    assert wrong.returncode == 2
    assert "no_such" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_an_unknown_name_gets_the_nearest_one(tiny_release: Run) -> None:
    found = ask_make(tiny_release, "pay_over_bill")
    assert found.returncode == 2
    assert "Did you mean pay_above_bill?" in found.stderr


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("which roles are hardest to fill", "hardest_roles_to_fill"),
        ("How many job orders have pay above bill?", "pay_above_bill"),
        ("where does the phone of a worker go", "where_a_raw_column_goes"),
        ("supply and demand", "supply_and_demand_by_state_and_role"),
    ],
)
def test_a_question_may_be_asked_in_words(sentence: str, name: str) -> None:
    assert ask.find(sentence).name == name


def test_a_sentence_that_fits_several_or_none_is_not_guessed() -> None:
    with pytest.raises(ask.CannotAsk, match="fill_rate_by_client_and_week or fill_rate_by_hour"):
        ask.find("fill rate")
    with pytest.raises(ask.CannotAsk, match=r"blah.*make ask lists them"):
        ask.find("blah blub")


def test_a_word_picks_the_lines_that_have_it(tiny_release: Run) -> None:
    database = tiny_release.current / "staffing.duckdb"
    question = ask.find("where_a_raw_column_goes")
    lines = ask.answer(question, database, 100, 200, words="Phone workers_500k").splitlines()
    (found,) = [line.split() for line in lines if line.startswith("  workers_500k ")]
    assert found[:4] == ["workers_500k", "phone", "identifier", "token"]
    quoted = ask.answer(question, database, 100, 200, words="o'o")
    assert """No line fits "o'o".""" in quoted


def test_a_number_of_rows_that_is_none_is_said(tiny_release: Run) -> None:
    found = ask_make(tiny_release, "pay_above_bill", "--rows", "many")
    assert found.returncode == 2
    assert found.stderr.startswith("Cannot ask: ROWS is how many rows to show")


def test_numbers_of_a_column_stand_below_each_other() -> None:
    with duckdb.connect() as connection:
        found = connection.sql("select unnest([1.0, 0.25, null]) as rate")
        assert text_table.lines(found, 9, 40).split() == ["rate", "\u2500" * 4, "1.00", "0.25", "-"]


def test_without_a_release_the_next_step_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFFING_PUBLISHED_DIR", str(tmp_path))
    with pytest.raises(ask.CannotAsk, match="make build makes one"):
        ask.release_database()


def test_a_question_whose_table_is_missing_says_which(tmp_path: Path) -> None:
    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    with pytest.raises(ask.CannotAsk, match="needs the table jobs_safe"):
        ask.answer(ask.find("pay_above_bill"), empty, 10, 100)


def test_a_long_last_column_goes_on_below_itself() -> None:
    assert text_table.wrapped(["a", "one two three"], 8) == [["a", "one two"], ["", "three"]]
