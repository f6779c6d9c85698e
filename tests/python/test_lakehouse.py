"""A place is read alike wherever it lies: in a folder or in object storage."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from object_store import BUCKET, CREDENTIALS, SECRET_TALK, refusing, upload

from python_helpers import flatten, lakehouse, object_storage, provenance
from python_helpers.object_storage import KEY_ID, SECRET, TOKEN, S3Path

PARTED = "data/datasets/workers_100k"


@pytest.mark.parametrize(
    ("address", "variables", "reason"),
    [
        (f"{BUCKET}/none", {}, "nothing lies there. Correct bucket and prefix"),
        (BUCKET, {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "the endpoint cannot be reached"),
        (BUCKET, {"AWS_ENDPOINT_URL": "http://me:pw@127.0.0.1"}, "is no endpoint. Write it as"),
        (BUCKET, {SECRET: ""}, f"takes credentials. Set {SECRET}."),
        (BUCKET, {KEY_ID: "", SECRET: ""}, f"takes credentials. Set {KEY_ID} and {SECRET}."),
        ("key:pw@lake/x", {}, "Write it as s3://bucket/prefix"),
        (f"{BUCKET}//x", {}, "Write it as s3://bucket/prefix"),
        (f"{BUCKET}/what?", {}, "Write it as s3://bucket/prefix"),
    ],
)
def test_what_is_unfit_says_why_and_shows_no_secret(
    object_store: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    address: str, variables: dict[str, str], reason: str,
) -> None:  # fmt: skip
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    object_storage.store.cache_clear()
    told = lakehouse.why_unfit(lakehouse.place_of(f"s3://{address}"))
    object_storage.store.cache_clear()
    assert reason in told
    assert "pw" not in told
    assert not any(secret in told for secret in CREDENTIALS.values())


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        ("NoSuchBucket", 404, "there is no such bucket. Correct its name"),
        ("AccessDenied", 403, "access is denied. Let these credentials list and read it."),
        ("InvalidAccessKeyId", 403, f"the credentials are not known there. Correct {KEY_ID}."),
        ("SignatureDoesNotMatch", 403, f"the credentials are wrong. Correct {SECRET}."),
        ("ExpiredToken", 400, f"the credentials have expired. Renew them, with {TOKEN}."),
        ("InvalidToken", 400, f"the credentials' token is wrong. Correct {TOKEN}."),
        ("PermanentRedirect", 301, "the bucket lies in another region. Correct AWS_REGION."),
        ("AuthorizationHeaderMalformed", 400, "the bucket lies in another region. Correct"),
        ("InvalidBucketName", 400, "the server says InvalidBucketName. Look at AWS_REGION and"),
    ],
)
def test_a_refusal_is_told_in_our_words(code: str, status: int, told: str) -> None:
    with refusing(code, status):
        message = lakehouse.why_unfit(S3Path("lake"))
    assert told in message
    assert SECRET_TALK not in message


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A lakehouse of parts, odd names and files that cannot be read."""
    root = tmp_path / "odd"
    for place in (*provenance.FOLDERS.values(), f"{PARTED}"):
        (root / place).mkdir(parents=True)
    for number, name in enumerate(("a b", "c'd", "e[1]", "f%20", "g+h", "i#", "j*", "é", "k=1")):
        pq.write_table(pa.table({"x": [number]}), root / PARTED / f"{name}.parquet")
    (root / PARTED / "_SUCCESS").touch()
    datasets = root / "data/datasets"
    (datasets / ".hidden.parquet").write_bytes(b"x")
    (datasets / "empty.parquet").touch()
    (datasets / "csv.parquet").write_text("name,phone\nAda Lovelace,3125550100\n")
    scenarios = root / provenance.FOLDERS["scenarios"]
    (scenarios / "plan.json").write_text('{"client": "C", "events": [{"role": "Welder"}]}')
    (scenarios / "bad.json").write_text("{")
    (scenarios / "notes.txt").write_text("x")
    (root / provenance.FOLDERS["lessons"] / "one.json").write_text('{"lesson": "It went well."}')
    (root / provenance.OUTCOMES).write_text('{"plan": "plan", "event": 1}\n\n{\n' * 40_000)
    return root


def test_files_and_records_are_those_of_a_folder(
    odd: Path, object_store: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STAFFING_BUILD_DIR", str(tmp_path))
    there = upload(odd, "odd")
    assert provenance.list_files(there).equals(provenance.list_files(odd))
    here = flatten.read(odd)
    assert flatten.read(there) == here
    assert here.plans.num_rows == 1
    assert here.outcomes.num_rows == 40_000


def test_a_file_is_hashed_as_it_lies_there_now(odd: Path, object_store: dict[str, str]) -> None:
    there = upload(odd, "now")
    path = f"{PARTED}/e[1].parquet"
    assert provenance.sha256_now(there, path) == provenance.sha256_now(odd, path)
    pq.write_table(pa.table({"x": [-1]}), odd / path)
    assert provenance.sha256_now(there, path) != provenance.sha256_now(odd, path)
    upload(odd, "now")
    assert provenance.sha256_now(there, path) == provenance.sha256_now(odd, path)
    assert provenance.sha256_now(there, "data/datasets/gone.parquet") is None


def test_duckdb_reads_what_has_an_odd_name(odd: Path, object_store: dict[str, str]) -> None:
    there = upload(odd / PARTED, "odd names")
    with duckdb.connect() as connection:
        lakehouse.let_duckdb_read(connection, there)
        for part in there.iterdir():
            if part.suffix == ".parquet":
                name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(part))
                query = "select x from read_parquet(?, hive_partitioning = false)"
                ((row,),) = connection.execute(query, [f"s3://{name}"]).fetchall()
                assert row == pq.read_table(odd / PARTED / part.name).to_pylist()[0]["x"], name


def test_a_name_that_duckdb_cannot_ask_for_is_a_problem(object_store: dict[str, str]) -> None:
    object_storage.store().open_output_stream(f"{BUCKET}/names/data/datasets/a?b.parquet").close()
    (row,) = provenance.list_files(S3Path(BUCKET, "names")).to_pylist()
    assert row["problem"].endswith("rename it")
    assert not row["is_readable"]
