"""A lakehouse in object storage: what it gives is what the same one in a folder gives."""

import base64
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from dbt_run import Run, run_dbt, run_once
from object_store import BUCKET, CREDENTIALS, upload

from python_helpers import lakehouse, object_storage

PREFIX = "staffing/2025 spring"
PARTED = "data/datasets/workers_100k"


def build(folder: Path, prefix: str, variables: Mapping[str, str], *, bucket: str = BUCKET) -> Run:
    return run_dbt(
        folder, f"s3://{bucket}/{prefix}", "build", log_level="debug", variables=variables
    )


@pytest.fixture(scope="module")
def from_storage(common: Path, tiny_lakehouse: Path, object_store: dict[str, str]) -> Run:
    """A build of the tiny lakehouse from object storage. To be read only."""
    upload(tiny_lakehouse, PREFIX)
    return run_once(
        common / "from_storage", lambda folder: build(folder, f"{PREFIX}/", object_store)
    )


def test_content_is_that_of_a_local_build(from_storage: Run, tiny_release: Run) -> None:
    assert from_storage.returncode == 0, from_storage.output[-3000:]
    assert from_storage.contents == tiny_release.contents
    assert from_storage.parquet == tiny_release.parquet
    assert from_storage.manifest["inputs"] == tiny_release.manifest["inputs"]
    assert all(file["sha256_after"] == file["sha256"] for file in from_storage.manifest["inputs"])


def test_credentials_are_in_no_file_of_a_run(from_storage: Run) -> None:
    wanted = set()
    for text in CREDENTIALS.values():
        data = text.encode()
        wanted |= {data, data.hex().encode(), base64.b64encode(data)[:-4]}
    files = [file for file in from_storage.folder.rglob("*") if file.is_file()]
    assert {"dbt.log", "vault.duckdb", "manifest.json", "run_results.json"} <= {
        file.name for file in files
    }
    assert b"s3://" in (from_storage.logs / "dbt.log").read_bytes()
    for file in files:
        data = file.read_bytes()
        assert [form for form in wanted if form in data] == [], file.name


def test_no_copy_of_an_object_stays(from_storage: Run) -> None:
    assert list(from_storage.build.glob(f"{lakehouse.COPY}*")) == []


def test_a_stream_in_parts_is_masked_again_and_the_rest_is_kept(
    from_storage: Run, tiny_lakehouse: Path, object_store: dict[str, str], tmp_path: Path
) -> None:
    for place in (from_storage.build, from_storage.published, from_storage.target):
        shutil.copytree(place, tmp_path / place.name, symlinks=True)
    changed = Path(shutil.copytree(tiny_lakehouse, tmp_path / "lakehouse"))
    part_in_two(changed / PARTED)
    # The same address with other content: what a build keeps, it knows by hashes.
    store = object_storage.store()
    store.delete_dir(f"{BUCKET}/{PREFIX}")
    upload(changed, PREFIX)
    left = tmp_path / "build" / f"{lakehouse.COPY}.of_a_killed_run"
    left.touch()
    second = build(tmp_path, f"{PREFIX}/", object_store)
    assert second.returncode == 0, second.output[-3000:]
    assert not left.exists()
    paths = {file["path"] for file in second.manifest["inputs"]}
    assert {f"{PARTED}/part 0.parquet", f"{PARTED}/part [1].parquet"} <= paths
    people = "select * exclude (source_sha256) from safe.workers_safe order by all"
    assert second.rows(people) == from_storage.rows(people)
    assert second.value(
        "select count(*) from marts.check_results where tests_kept > 0 "
        f"and run_id = '{second.manifest['run_id']}'"
    )


def part_in_two(stream: Path) -> None:
    """Make a folder of two parts of a stream's file, with what Spark leaves beside them."""
    whole = pq.read_table(stream.with_suffix(".parquet"))
    stream.with_suffix(".parquet").unlink()
    stream.mkdir()
    pq.write_table(whole.slice(0, 333), stream / "part 0.parquet")
    pq.write_table(whole.slice(333), stream / "part [1].parquet")
    (stream / "_SUCCESS").touch()


@pytest.fixture(scope="module")
def refused(common: Path, object_store: dict[str, str], tiny_lakehouse: Path) -> Run:
    """A run on a file that no stream has and one that is cut; then one on no bucket."""

    def run(folder: Path) -> Run:
        defective = folder / "lakehouse"
        datasets = defective / "data" / "datasets"
        datasets.mkdir(parents=True)
        roster = tiny_lakehouse / "data/datasets/client_workersi.parquet"
        shutil.copyfile(roster, datasets / "client_worker.parquet")
        (datasets / "client_workersi.parquet").write_bytes(roster.read_bytes()[:-9])
        upload(defective, "defective")
        first = build(folder, "defective", object_store)
        second = build(folder, "defective", object_store, bucket="no-such-lake")
        told = [f"exit {each.returncode}\n{each.output}" for each in (first, second)]
        return Run(folder, first.returncode, "\f".join(told), 0)

    return run_once(common / "refused_in_storage", run)


@pytest.mark.parametrize(
    ("run", "messages"),
    [
        (0, [
            "- data/datasets/client_worker.parquet is not registered "
            "(nearest known file: data/datasets/client_workersi.parquet). Rename it",
            "- data/datasets/client_workersi.parquet cannot be read: truncated",
        ]),
        (1, [
            "The audit did not start: 1 problem.",
            "- the lakehouse s3://no-such-lake/defective cannot be read: there is no such bucket. "
            "Correct its name, or AWS_ENDPOINT_URL.",
        ]),
    ],
)  # fmt: skip
def test_the_gate_says_what_is_wrong(refused: Run, run: int, messages: list[str]) -> None:
    told = refused.output.split("\f")[run]
    assert told.startswith("exit 2\n"), told
    assert "Traceback" not in told
    assert [message for message in messages if message not in " ".join(told.split())] == [], told
