"""The sample lakehouse: same seed same bytes, clean where it must be, as bad as it says."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from python_helpers.sample import sizes
from python_helpers.sample.phrases import DATA, choice_sql, read_phrases, sentence_sql
from python_helpers.sample.sizes import clients_of, sizes_at
from python_helpers.sample_lakehouse import NotASample, main, make_sample

SCALE = 0.004
WORKER_FILES = ("workers_500k", "workers_100k", "ethereal_workers")
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def lakehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample") / "lakehouse"
    make_sample(out, SCALE, seed=7)
    return out


@pytest.fixture(scope="module")
def truth(lakehouse: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((lakehouse / "ground_truth.json").read_text("utf-8"))
    return record


@pytest.fixture(scope="module")
def con(lakehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for path in sorted((lakehouse / "data").glob("*/*.parquet")):
            connection.execute(f"create view {path.stem} as from read_parquet('{path}')")
        yield connection


def one(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = con.execute(query).fetchone()
    assert row is not None
    return row[0]


def hashes(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def count_of(truth: dict[str, Any], stream: str, field: str, defect: str) -> int:
    key = (stream, field, defect)
    found = [d["count"] for d in truth["defects"] if (d["stream"], d["field"], d["defect"]) == key]
    assert len(found) == 1
    return int(found[0])


def test_same_seed_same_bytes_and_another_seed_other_people(
    lakehouse: Path, tmp_path: Path
) -> None:
    make_sample(tmp_path / "again", SCALE, seed=7)
    assert hashes(tmp_path / "again") == hashes(lakehouse)
    make_sample(tmp_path / "other", SCALE, seed=8)
    other = hashes(tmp_path / "other")
    path = "data/datasets/workers_500k.parquet"
    assert other[path] != hashes(lakehouse)[path]


def test_uncounted_it_is_the_same_but_for_the_counts(
    lakehouse: Path, truth: dict[str, Any], tmp_path: Path
) -> None:
    assert main([str(tmp_path / "same"), "--scale", str(SCALE), "--uncounted"]) == 0
    found, counted = hashes(tmp_path / "same"), hashes(lakehouse)
    assert {path for path in found | counted if found.get(path) != counted.get(path)} <= {
        "ground_truth.json"
    }
    uncounted = json.loads((tmp_path / "same" / "ground_truth.json").read_text("utf-8"))
    assert uncounted == {name: value for name, value in truth.items() if name != "defects"}


def test_rows_are_as_ground_truth_says(
    truth: dict[str, Any], con: duckdb.DuckDBPyConnection, lakehouse: Path
) -> None:
    for stream, entry in truth["streams"].items():
        if entry["path"].endswith(".parquet"):
            assert one(con, f"select count(*) from {stream}") == entry["rows"]
        elif entry["path"].endswith(".json"):
            assert len(list(lakehouse.glob(entry["path"]))) == entry["rows"]


def test_many_people_come_in_parts_and_are_as_good(
    tmp_path: Path, truth: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "PART", 700)
    make_sample(tmp_path / "parts", SCALE, seed=7)
    files = tmp_path / "parts" / "data" / "datasets"
    assert [file.name for file in sorted((files / "workers_500k").iterdir())] == [
        "part-000.parquet", "part-001.parquet", "part-002.parquet"
    ]  # fmt: skip
    assert (files / "workers_100k.parquet").is_file()
    assert sizes.dataset_files("job_orders", 701) == ["data/datasets/job_orders.parquet"]
    workers = f"read_parquet('{files}/workers_500k/*.parquet')"
    with duckdb.connect() as con:
        assert one(con, f"select count(*) from {workers}") == 2000
        assert one(con, f"select count(distinct worker_id) from {workers}") == 2000
        addresses = f"select lower(trim(email)) as email from {workers} where email is not null"
        assert one(con, f"select count(*) = count(distinct email) from ({addresses})")
    found = json.loads((tmp_path / "parts" / "ground_truth.json").read_text("utf-8"))
    assert found["streams"]["workers_500k"] == {
        "path": "data/datasets/workers_500k/*.parquet", "rows": 2000
    }  # fmt: skip
    for defect in ("null", "digits_lost", "country_code"):
        before, after = (count_of(each, "workers_500k", "phone", defect) for each in (truth, found))
        assert before == after


def test_full_scale_has_the_documented_inventory() -> None:
    whole = sizes_at(1)
    assert whole.rows == {
        "workers_500k": 500_000,
        "workers_100k": 100_000,
        "ethereal_workers": 10_000,
        "candidates": 1_000,
        "job_orders": 15_000,
        "client_workersi": 160,
        "client_workerskjkk": 160,
        "sparse_workers": 200,
        "new_candidates": 3,
    }
    assert (whole.plans, whole.lessons) == (44, 64)


def test_ids_have_digits_for_all_at_the_largest_scale() -> None:
    rows = sizes_at(100).rows
    assert (rows["candidates"], rows["job_orders"]) == (10**5 - 1, 10**6 - 1)
    assert clients_of(sizes_at(100)) < 10**5


def test_keys_are_unique_and_ids_have_their_format(con: duckdb.DuckDBPyConnection) -> None:
    for stream in (*WORKER_FILES, "client_workersi", "client_workerskjkk"):
        assert one(con, f"select count(*) = count(distinct worker_id) from {stream}")
    for stream, key, form in (
        ("candidates", "candidate_id", "CAND-[0-9]{5}"),
        ("job_orders", "job_order_id", "JO-[0-9]{6}"),
    ):
        assert one(con, f"select count(*) = count(distinct {key}) from {stream}")
        assert one(con, f"select bool_and(regexp_full_match({key}, '{form}')) from {stream}")
    client = "regexp_full_match(client_id, 'CLI-[0-9]{5}')"
    assert one(con, f"select bool_and({client}) from job_orders")


def test_scores_lie_between_zero_and_one_and_follow_the_archetype(
    con: duckdb.DuckDBPyConnection,
) -> None:
    for stream in WORKER_FILES:
        for field in ("reliability", "responsiveness", "engagement", "compliance", "availability"):
            assert one(con, f"select bool_and({field} between 0 and 1) from {stream}")
    means = dict(
        con.execute("select archetype, avg(reliability) from workers_500k group by all").fetchall()
    )
    assert means["reliable"] > means["steady"] > means["flaky"] + 0.2


def test_worker_files_have_one_schema_with_the_phone_as_a_number(
    con: duckdb.DuckDBPyConnection,
) -> None:
    schemas = {tuple(con.execute(f"describe {stream}").fetchall()) for stream in WORKER_FILES}
    assert len(schemas) == 1
    types = {row[0]: row[1] for row in next(iter(schemas))}
    assert types["phone"] == "BIGINT"
    assert types["zip"] == "VARCHAR"
    assert one(con, "select typeof(phone) from client_workersi limit 1") == "VARCHAR"


def test_no_two_people_share_an_address(con: duckdb.DuckDBPyConnection) -> None:
    for stream in WORKER_FILES:
        emails = "lower(trim(email))"
        assert one(con, f"select count(email) = count(distinct {emails}) from {stream}")


def test_resumes_and_messages_read_like_text(con: duckdb.DuckDBPyConnection) -> None:
    for stream in WORKER_FILES:
        assert 200 < one(con, f"select avg(length(resume_text)) from {stream}") < 450
        assert 150 < one(con, f"select avg(length(communications)) from {stream}") < 450
        assert one(con, f"select bool_and(contains(communications, ' | ')) from {stream}")
        assert not one(con, f"select bool_or(resume_text like '%{{%') from {stream}")
    own = one(con, "select avg(contains(resume_text, name)::int) from workers_500k")
    assert own > 0.4


def test_nobody_is_named_like_a_place() -> None:
    def column(path: Path, name: str) -> set[str]:
        with path.open(encoding="utf-8", newline="") as handle:
            return {row[name].casefold() for row in csv.DictReader(handle)}

    first = column(DATA / "first_names.csv", "name")
    last = column(DATA / "last_names.csv", "name")
    places = (place.partition(" ") for place in column(DATA / "places.csv", "city"))
    assert not [place for place in places if place[0] in first and place[2] in last]


def test_canaries_stand_where_they_should_and_nowhere_else(
    lakehouse: Path, truth: dict[str, Any], con: duckdb.DuckDBPyConnection
) -> None:
    assert len(truth["canaries"]) == 5
    streams = {
        row[0]
        for row in con.execute("select view_name from duckdb_views() where not internal").fetchall()
    }
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in lakehouse.rglob("*.json*")
        if path.name not in ("ground_truth.json", "canaries.json")
    }
    for canary in truth["canaries"]:
        home = canary["stream"]
        for stream in sorted(streams):
            last_name, phone = canary["last_name"], canary["phone"]
            hits = one(
                con,
                f"with texts as (select to_json(s)::varchar as txt from {stream} as s)"
                f" select count(*) from texts where contains(txt, '{last_name}') or contains("
                f"regexp_replace(txt, '[^0-9]', '', 'g'), '{phone}')",
            )
            at_home = stream == home or (stream, home) == ("workers_500k_v8", "workers_500k")
            assert hits == int(at_home), (canary["name"], stream)
        named = sum(canary["name"] in text for text in texts.values())
        assert named == int(home == "scenarios")


def test_description_pay_disagrees_as_often_as_counted(
    truth: dict[str, Any], con: duckdb.DuckDBPyConnection
) -> None:
    rows = con.execute("select description, pay_rate from job_orders").fetchall()
    said = [(re.search(r"\$([0-9.]*[0-9])", text), pay) for text, pay in rows]
    wrong = sum(match is not None and float(match[1]) != pay for match, pay in said)
    assert wrong == count_of(truth, "job_orders", "description", "pay_disagrees")
    contact = sum("@" in text or bool(re.search(r"\(\d{3}\) ", text)) for text, _ in rows)
    assert contact == count_of(truth, "job_orders", "description", "contact_in_text")


def test_plans_are_clean_where_the_audit_blocks(lakehouse: Path, truth: dict[str, Any]) -> None:
    events = 0
    for path in sorted(lakehouse.glob("tests/multi-agent/scenarios/*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        plan = record.get("plan", record)
        day = plan.get("date") or plan.get("plan_date") or plan.get("day")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
        found = next(plan[k] for k in ("events", "orders", "shifts", "requests") if k in plan)
        events += len(found)
        for event in found:
            count = next(event[k] for k in ("count", "qty", "headcount", "needed") if k in event)
            filled = event.get("filled", event.get("filled_count", 0))
            assert count >= 1
            assert 0 <= filled <= count
            if "T" in str(event.get("start", "")):
                assert event["start"].startswith(day)
    assert events == truth["events"]


def test_lessons_agree_with_their_plans(lakehouse: Path) -> None:
    plans = {path.stem: path for path in lakehouse.glob("tests/multi-agent/scenarios/*.json")}
    for path in sorted(lakehouse.glob("data/_playbook_lessons/*.json")):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        assert 0 <= lesson["events_ok"] <= lesson["events_total"]
        stem = path.stem.removesuffix("_b")
        record = json.loads(plans[stem].read_text(encoding="utf-8"))
        body = record.get("plan", record)
        found = next(body[k] for k in ("events", "orders", "shifts", "requests") if k in body)
        assert lesson["events_total"] == len(found)


def test_typo_file_is_nearly_the_client_file(
    truth: dict[str, Any], con: duckdb.DuckDBPyConnection
) -> None:
    same = count_of(truth, "client_workerskjkk", "*", "row_of_client_workersi")
    rows = truth["streams"]["client_workerskjkk"]["rows"]
    assert 0.8 * rows <= same < rows


def test_refuses_a_directory_it_did_not_make(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NotASample, match="not a sample lakehouse"):
        make_sample(tmp_path, SCALE)
    assert main([str(tmp_path)]) == 2
    assert "ground_truth.json" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_refuses_a_scale_out_of_range(tmp_path: Path) -> None:
    assert main([str(tmp_path / "x"), "--scale", "0"]) == 2
    assert not (tmp_path / "x").exists()


def test_seeds_and_sample_tell_the_same_roles() -> None:
    def rows(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    roles = rows(SEEDS / "roles.csv")
    fields = ("role", "vertical", "soc_code", "soc_title")
    assert roles == [{k: row[k] for k in fields} for row in rows(DATA / "roles.csv")]
    documented = [
        row["value"] for row in rows(SEEDS / "documented_values.csv") if row["field"] == "role"
    ]
    assert documented == [row["role"] for row in roles]
    assert {row["role"] for row in rows(SEEDS / "role_synonyms.csv")} <= set(documented)


def test_a_phrase_becomes_sql() -> None:
    assert sentence_sql("It's {first}.") == "concat('It''s ', first, '.')"
    assert choice_sql("x", ["a"]) == "case h(row_key, 'x') % 1 when 0 then concat('a') end"
    assert set(read_phrases()) >= {"resume_open", "message_1", "order_pay", "note"}
