"""One whole build of a tiny lakehouse: what it publishes, and that the release is of use."""

import hashlib
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_run import Run, run_dbt

WORKER_FILES = ("workers_500k", "workers_100k", "ethereal_workers")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_build_succeeds_and_ends_with_a_verdict(tiny_release: Run) -> None:
    assert tiny_release.returncode == 0, tiny_release.output[-3000:]
    assert "Verdict" in tiny_release.output
    assert "BLOCKED" not in tiny_release.output
    assert f"Published {tiny_release.published / 'releases'}" in tiny_release.output
    assert "duckdb -readonly" in tiny_release.output


def test_current_is_a_link_to_the_release(tiny_release: Run) -> None:
    assert tiny_release.current.is_symlink()
    assert tiny_release.current.readlink() == Path("releases") / tiny_release.manifest["release_id"]


def test_nothing_unfinished_is_left_behind(tiny_release: Run) -> None:
    releases = list((tiny_release.published / "releases").iterdir())
    assert [release.name for release in releases] == [tiny_release.manifest["release_id"]]


def test_the_manifest_names_every_input_by_its_hash(
    tiny_release: Run, tiny_lakehouse: Path
) -> None:
    files = {
        str(path.relative_to(tiny_lakehouse)): sha256(path)
        for path in tiny_lakehouse.rglob("*")
        if path.is_file() and path.name not in ("ground_truth.json", "canaries.json")
    }
    for moment in ("sha256", "sha256_after"):
        assert {file["path"]: file[moment] for file in tiny_release.manifest["inputs"]} == files


def test_the_manifest_names_every_output_by_its_hash(tiny_release: Run) -> None:
    files = {
        path.name: sha256(path)
        for path in tiny_release.current.iterdir()
        if path.name != "manifest.json"
    }
    assert {"staffing.duckdb", "fill_events.parquet", "fill_assignments.parquet"} <= files.keys()
    assert {file["path"]: file["sha256"] for file in tiny_release.manifest["outputs"]} == files


def test_every_worker_of_the_three_files_is_published_once(
    tiny_release: Run, truth: dict[str, Any]
) -> None:
    found = tiny_release.rows(
        "select stream, count(*), count(distinct source_row) from safe.workers_safe group by stream"
    )
    expected = {(name, *(truth["streams"][name]["rows"],) * 2) for name in WORKER_FILES}
    assert set(found) == expected


def test_the_ledger_has_every_event_and_every_named_worker(
    tiny_release: Run, truth: dict[str, Any]
) -> None:
    assert tiny_release.value("select count(*) from marts.fill_events") == truth["events"]
    named = tiny_release.value("select count(*) from marts.fill_assignments")
    assert named == truth["named_workers"]


def test_every_published_row_comes_from_a_file_of_the_manifest(tiny_release: Run) -> None:
    known = {file["sha256"] for file in tiny_release.manifest["inputs"]}
    relations = tiny_release.rows(
        "select distinct table_schema || '.' || table_name from information_schema.columns "
        "where column_name = 'source_sha256' and table_schema in ('safe', 'marts')"
    )
    assert {("safe.workers_safe",), ("marts.fill_events",)} <= set(relations)
    for (relation,) in relations:
        found = {row[0] for row in tiny_release.rows(f"select source_sha256 from {relation}")}
        assert found, relation
        assert found <= known, relation


@pytest.mark.parametrize("mart", ["fill_events", "fill_assignments"])
def test_a_parquet_export_has_the_rows_of_its_table(tiny_release: Run, mart: str) -> None:
    file = f"read_parquet('{tiny_release.current / mart}.parquet')"
    table = f"marts.{mart}"
    for one, other in ((file, table), (table, file)):
        assert tiny_release.rows(f"from {one} except all from {other}") == []


def test_the_release_opens_from_any_directory(
    tiny_release: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tiny_release.value("select count(*) from safe.workers_safe") > 0


def test_every_view_works_whatever_name_the_release_is_attached_under(tiny_release: Run) -> None:
    with duckdb.connect() as connection:
        database = tiny_release.current / "staffing.duckdb"
        connection.execute(f"attach '{database}' as elsewhere (read_only)")
        for relation in tiny_release.manifest["relations"]:
            ((rows,),) = connection.sql(
                f"select count(*) from elsewhere.{relation['name']}"
            ).fetchall()
            assert rows == relation["rows"], relation["name"]


def test_a_release_can_be_read_by_all_and_written_by_none(tiny_release: Run) -> None:
    assert mode(tiny_release.current) == 0o755
    assert {mode(path) for path in tiny_release.current.iterdir()} == {0o444}


def test_the_vault_is_its_owners_alone(tiny_release: Run) -> None:
    assert mode(tiny_release.build) == 0o700
    assert mode(tiny_release.build / "vault.duckdb") == 0o600


@pytest.mark.parametrize("arguments", [["build", "--select", "stg_candidates"], ["run"], ["test"]])
def test_a_part_of_a_build_publishes_nothing(
    arguments: list[str], tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny_release.build, tmp_path / "build")
    run = run_dbt(tmp_path, tiny_lakehouse, *arguments)
    assert run.returncode == 0, run.output[-3000:]
    assert not run.published.exists()
    assert "Published" not in run.output
    if arguments != ["run"]:
        assert "Not published: " in run.output


def test_the_run_results_hold_no_failed_node(tiny_release: Run) -> None:
    results = json.loads((tiny_release.target / "run_results.json").read_text("utf-8"))["results"]
    assert {result["status"] for result in results} <= {"success", "pass", "warn", "no-op"}
