"""The sample lakehouse at its full size: 610,000 workers, in memory bounds, and nobody named."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from audit_results import statuses
from dbt_run import ROOT, Run, once, run_dbt, run_once
from test_findings import assert_findings_are_the_planted_ones

from python_helpers.sample_lakehouse import make_sample

pytestmark = [pytest.mark.full_size, pytest.mark.xdist_group("full_size")]

PEOPLE = """
    select name, email, phone from 'LAKEHOUSE/data/datasets/workers_500k.parquet'
    union all
    select name, email, phone from 'LAKEHOUSE/data/datasets/workers_100k.parquet'
    union all
    select name, email, phone from 'LAKEHOUSE/data/datasets/ethereal_workers.parquet'
"""
# A token's 32 hex digits may hold ten decimal ones that are somebody's number by chance.
TEXTS = """regexp_replace(
    array_to_string(messages, ' ') || ' ' || resume_text, '_[0-9a-f]{32}[]]', '_]', 'g'
)"""


@pytest.fixture(scope="module")
def lakehouse(common: Path) -> Path:
    """The sample at scale 1: the one beside the project when it is there, else a new one."""
    ready = ROOT / "sample_lakehouse"
    truth = ready / "ground_truth.json"
    is_full = truth.is_file() and json.loads(truth.read_text("utf-8"))["scale"] == 1
    if is_full and (ready / "canaries.json").is_file():
        return ready
    return once(common / "full_lakehouse", lambda folder: make_sample(folder, 1.0, seed=7))


@pytest.fixture(scope="module")
def release(common: Path, lakehouse: Path) -> Run:
    return run_once(common / "full_release", lambda folder: run_dbt(folder, lakehouse, "build"))


@pytest.fixture(scope="module")
def database(release: Run, lakehouse: Path) -> duckdb.DuckDBPyConnection:
    """The release, attached, with the raw people beside it."""
    connection = duckdb.connect()
    path = str(release.current / "staffing.duckdb").replace("'", "''")
    connection.execute(f"attach '{path}' as release (read_only)")
    raw = PEOPLE.replace("LAKEHOUSE", str(lakehouse).replace("'", "''"))
    connection.execute(f"create table people as {raw}")
    connection.execute(f"""
        create view words as
        select string_split(lower(strip_accents(replace({TEXTS}, chr(10), ' '))), ' ') as words
        from release.safe.workers_safe
    """)
    connection.execute("""
        create table pairs as
        select distinct
            split_part(lower(strip_accents(nfc_normalize(trim(name)))), ' ', 1) as first_name,
            split_part(lower(strip_accents(nfc_normalize(trim(name)))), ' ', -1) as last_name
        from people
        where trim(name) like '% %'
    """)
    return connection


def count(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((found,),) = connection.sql(query).fetchall()
    return found


def test_the_full_sample_is_published(release: Run, lakehouse: Path) -> None:
    truth = json.loads((lakehouse / "ground_truth.json").read_text("utf-8"))
    assert release.returncode == 0, release.output[-3000:]
    assert release.value("select count(*) from safe.workers_safe") == 610_000
    assert release.value("select count(*) from marts.fill_events") == truth["events"]
    assert release.value("select count(*) from marts.fill_assignments") == truth["named_workers"]


def test_the_findings_are_the_planted_defects(release: Run, lakehouse: Path) -> None:
    truth = json.loads((lakehouse / "ground_truth.json").read_text("utf-8"))
    assert_findings_are_the_planted_ones(release, truth)
    assert set(statuses(release).values()) == {"pass", "finding"}


def test_a_build_stays_under_two_gigabytes(release: Run) -> None:
    assert release.peak_bytes < 2 * 1024**3


def test_no_address_is_in_a_published_text(database: duckdb.DuckDBPyConnection) -> None:
    query = f"select count(*) from release.safe.workers_safe where contains({TEXTS}, '@')"
    assert count(database, query) == 0


def test_no_phone_is_in_a_published_text(database: duckdb.DuckDBPyConnection) -> None:
    query = f"""
        select count(*)
        from (
            select unnest(regexp_extract_all({TEXTS}, '[0-9][0-9() .+-]{{7,}}[0-9]')) as number
            from release.safe.workers_safe
        )
        where right(regexp_replace(number, '[^0-9]', '', 'g'), 10)
            in (select right(cast(phone as varchar), 10) from people where phone is not null)
    """
    assert count(database, query) == 0


@pytest.mark.parametrize("between", [0, 1], ids=["side by side", "around an initial"])
def test_no_name_is_in_a_published_text(database: duckdb.DuckDBPyConnection, between: int) -> None:
    initial = "" if between == 0 else "and regexp_full_match(middle_word, '[a-z][.]?')"
    query = f"""
        select count(*)
        from (
            select
                unnest(words) as first_word,
                unnest(words[2:]) as middle_word,
                unnest(words[{between} + 2:]) as last_word
            from words
        ) as windows
        inner join pairs
            on
                first_word = first_name
                and rtrim(last_word, '.,;:!?)') = last_name
        where true {initial}
    """
    assert count(database, query) == 0


def test_the_corpora_hold_every_plan_lesson_and_worker(release: Run) -> None:
    documents = release.rows(
        "select kind, count(distinct doc_id) from marts.staffing_answers group by all order by all"
    )
    assert documents == [("lesson", 64), ("scenario", 44)]
    assert release.value("select count(*) from marts.workers_500k_v9") == 500_000


def test_masks_cost_search_nothing_worth_mentioning(release: Run) -> None:
    found = release.rows(
        "select corpus, queries, recall_at_10_raw > 0.9, recall_lost <= 0.01 from marts.retrieval "
        "order by corpus"
    )
    assert found == [("lessons", 64, True, True), ("workers_500k_v9", 1000, True, True)]


def test_claims_that_are_not_true_of_the_sample_have_drifted(release: Run) -> None:
    claims = release.rows(
        "select claim_id, measured, verdict from marts.claim_results "
        "where verdict <> 'holds' order by claim_id"
    )
    assert claims == [
        ("corpus_v8_masked", "0", "drifted"),
        ("job_orders_no_pii", "211", "drifted"),
        ("phase_19_write_only_gap_closed", None, "not measurable"),
        ("roster_missing_columns", "6", "drifted"),
        ("worker_schemas", "2", "drifted"),
        ("worker_shape_total", "610320", "drifted"),
    ]


def test_each_request_with_a_known_role_finds_enough_people(release: Run) -> None:
    replay = release.rows(
        "select coalesce(why_not, 'can be filled'), count(*) from marts.fill_replay "
        "group by all order by all"
    )
    assert replay == [("can be filled", 210), ("unknown role", 6)]
