"""The gate: a run that cannot be trusted does not start, and says what to do."""

import json
import os
import shutil
from pathlib import Path

import pytest
from dbt_run import KEY, Run, run_dbt, run_once

DATASETS = Path("data/datasets")
SHORT_KEY = KEY.hex()[:40]


def tree(folder: Path) -> list[tuple[str, int, int, str]]:
    """Every path below a folder with what would show that it was touched."""
    return sorted(
        (
            str(path.relative_to(folder)),
            path.lstat().st_mtime_ns,
            path.lstat().st_size,
            str(path.readlink()) if path.is_symlink() else "",
        )
        for path in folder.rglob("*")
    )


def refused_run(
    folder: Path, lakehouse: Path, last_release: Run, *more: str, key: str | None = KEY.hex()
) -> Run:
    """A build over somebody's last release, which it must leave as it is."""
    published = shutil.copytree(last_release.published, folder / "published", symlinks=True)
    before = tree(published)
    assert before
    run = run_dbt(folder, lakehouse, "build", *more, key=key)
    assert tree(published) == before
    return run


@pytest.fixture(scope="module")
def broken(common: Path, tiny_lakehouse: Path, tiny_release: Run) -> Run:
    """A build of a lakehouse with six defects, and a name that is no stream's."""

    def run(folder: Path) -> Run:
        lakehouse = shutil.copytree(tiny_lakehouse, folder / "lakehouse")
        datasets = lakehouse / DATASETS
        os.link(datasets / "workers_500k.parquet", datasets / "worker_500k.parquet")
        (datasets / "ethereal_workers").mkdir()
        os.link(datasets / "ethereal_workers.parquet", datasets / "ethereal_workers" / "a.parquet")
        (datasets / "candidates.parquet").unlink()
        (datasets / "sparse_workers.parquet").write_bytes(b"")
        (datasets / "red\x1b[31m\n  - all is well\u202e.parquet").touch()
        (datasets / "new_candidates.parquet").write_text("name,phone\nAda Lovelace,3125550100\n")
        declared = "{absent_streams: [worker_100k]}"
        return refused_run(folder, lakehouse, tiny_release, "--vars", declared)

    return run_once(common / "broken", run)


@pytest.fixture(scope="module")
def keyless(common: Path, tiny_lakehouse: Path, tiny_release: Run) -> Run:
    return run_once(
        common / "keyless",
        lambda folder: refused_run(folder, tiny_lakehouse, tiny_release, key=None),
    )


@pytest.fixture(scope="module")
def short_keyed(common: Path, tiny_lakehouse: Path, tiny_release: Run) -> Run:
    return run_once(
        common / "short_keyed",
        lambda folder: refused_run(folder, tiny_lakehouse, tiny_release, key=SHORT_KEY),
    )


@pytest.fixture(scope="module")
def without_sparse(common: Path, tiny_lakehouse: Path) -> Run:
    """A build of a lakehouse that is said to have no sparse_workers, and has none."""

    def run(folder: Path) -> Run:
        lakehouse = shutil.copytree(tiny_lakehouse, folder / "lakehouse")
        (lakehouse / DATASETS / "sparse_workers.parquet").unlink()
        return run_dbt(folder, lakehouse, "build", "--vars", "{absent_streams: [sparse_workers]}")

    return run_once(common / "without_sparse", run)


def problem(run: Run, start: str) -> str:
    """The one message of a run that speaks of a file, or of the key."""
    found = [line for line in run.output.splitlines() if line.strip().startswith(f"- {start}")]
    assert len(found) == 1, run.output
    return found[0]


@pytest.mark.parametrize("name", ["broken", "keyless", "short_keyed"])
def test_a_refused_run_fails_without_a_traceback(name: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(name)
    assert run.returncode != 0
    assert "The audit did not start" in run.output
    assert "Traceback" not in run.output
    assert "Verdict" not in run.output


def test_all_problems_are_told_at_once(broken: Run) -> None:
    assert "7 problems" in broken.output


def test_a_file_name_says_nothing_by_itself(broken: Run) -> None:
    message = problem(broken, "data/datasets/red")
    assert "data/datasets/red?[31m?  - all is well?.parquet is not registered" in message
    assert "\x1b" not in broken.output


def test_an_unknown_file_is_told_with_the_nearest_known_one(broken: Run) -> None:
    message = problem(broken, "data/datasets/worker_500k.parquet")
    assert "is not registered" in message
    assert "nearest known file: data/datasets/workers_500k.parquet" in message
    assert "Rename it, remove it, or describe it in models/staging/sources" in message


def test_a_name_that_is_no_stream_is_told_with_the_nearest(broken: Run) -> None:
    message = problem(broken, "absent_streams")
    assert "names worker_100k, which is no stream (nearest: workers_100k)" in message


def test_a_stream_that_is_a_file_and_a_folder_is_told(broken: Run) -> None:
    message = problem(broken, "data/datasets/ethereal_workers.parquet")
    assert "the folder of its name beside it both hold ethereal_workers" in message
    assert "Remove one of them" in message


def test_a_missing_stream_is_told_with_the_way_to_declare_it_absent(broken: Run) -> None:
    message = problem(broken, "data/datasets/candidates.parquet")
    assert "is missing: the stream candidates is required" in message
    assert '--vars "{absent_streams: [candidates]}"' in message


def test_an_empty_file_is_told_as_unreadable(broken: Run) -> None:
    message = problem(broken, "data/datasets/sparse_workers.parquet")
    assert "cannot be read" in message
    assert "Restore it from its origin" in message


def test_a_file_that_is_no_parquet_is_told_without_quoting_it(broken: Run) -> None:
    message = problem(broken, "data/datasets/new_candidates.parquet")
    assert "cannot be read" in message
    assert "Restore it from its origin" in message
    assert "Lovelace" not in broken.output


def test_a_missing_key_is_told_with_its_place(keyless: Run) -> None:
    message = problem(keyless, "no masking key")
    assert str(keyless.folder / "key") in message
    assert "make key" in message


def test_a_short_key_is_told_and_never_shown(short_keyed: Run) -> None:
    message = problem(short_keyed, "the key file")
    assert str(short_keyed.folder / "key") in message
    assert "holds 20 bytes" in message
    assert "make key" in message
    assert SHORT_KEY not in short_keyed.output


def test_a_build_with_a_stream_declared_absent_runs_through(without_sparse: Run) -> None:
    assert without_sparse.returncode == 0, without_sparse.output[-3000:]
    assert "Verdict" in without_sparse.output


def test_a_stream_declared_absent_is_a_finding(without_sparse: Run) -> None:
    results = json.loads((without_sparse.target / "run_results.json").read_text("utf-8"))
    statuses = {
        result["status"]
        for result in results["results"]
        if result["unique_id"].split(".")[2].startswith("g02")
    }
    assert "warn" in statuses
    assert "finding      G02" in without_sparse.output


def test_a_stream_declared_absent_is_published_empty_and_nothing_else_changes(
    without_sparse: Run, tiny_release: Run
) -> None:
    relations = {relation["name"]: relation for relation in without_sparse.manifest["relations"]}
    whole = {relation["name"]: relation for relation in tiny_release.manifest["relations"]}
    assert relations.keys() == whole.keys()
    assert relations["safe.sparse_workers_safe"]["rows"] == 0
    assert whole["safe.sparse_workers_safe"]["rows"] > 0
    for name in ("safe.candidates_safe", "safe.jobs_safe", "marts.fill_events"):
        assert relations[name]["rows"] == whole[name]["rows"] > 0
