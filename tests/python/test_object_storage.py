"""A lakehouse in object storage: what it gives is what the same one in a folder gives."""

import base64
import logging
import shutil
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt_run import Run, run_dbt, run_once
from moto.server import ThreadedMotoServer
from pyarrow import fs

from python_helpers import flatten, lakehouse, object_storage, provenance
from python_helpers.object_storage import KEY_ID, SECRET, TOKEN, S3Path

BUCKET, PREFIX = "lake-of-tests", "staffing/2025 spring"
CREDENTIALS = {
    KEY_ID: "AKIA5TESTKEYID7QXZWV", SECRET: "s3cr3t/of'the+tests", TOKEN: "tok3n=of-te5ts",
}  # fmt: skip
PARTED = "data/datasets/workers_100k"
SECRET_TALK = "signed by AKIA123"


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """An S3 server on this machine, empty; the variables that lead there, set in this process."""
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line a request
    host, port = running.get_host_and_port()
    variables = CREDENTIALS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in variables.items():
            patched.setenv(name, value)
        object_storage.store.cache_clear()
        writer = fs.S3FileSystem(
            access_key="any", secret_key="any", endpoint_override=f"{host}:{port}", scheme="http",
            allow_bucket_creation=True,
        )  # fmt: skip
        writer.create_dir(BUCKET)
        yield variables
    object_storage.store.cache_clear()
    running.stop()


def upload(folder: Path, prefix: str) -> S3Path:
    """Copy a folder there; as the reader's path."""
    place = S3Path(BUCKET) / prefix
    store = object_storage.store()
    fs.copy_files(str(folder), place.as_posix(), destination_filesystem=store)
    return place


def build(folder: Path, prefix: str, variables: Mapping[str, str], *, bucket: str = BUCKET) -> Run:
    return run_dbt(
        folder, f"s3://{bucket}/{prefix}", "build", log_level="debug", variables=variables
    )


@pytest.fixture(scope="module")
def from_storage(common: Path, tiny_lakehouse: Path, server: dict[str, str]) -> Run:
    """A build of the tiny lakehouse from object storage. To be read only."""
    upload(tiny_lakehouse, PREFIX)
    return run_once(common / "from_storage", lambda folder: build(folder, f"{PREFIX}/", server))


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
    from_storage: Run, tiny_lakehouse: Path, server: dict[str, str], tmp_path: Path
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
    second = build(tmp_path, f"{PREFIX}/", server)
    assert second.returncode == 0, second.output[-3000:]
    assert not left.exists()
    paths = {file["path"] for file in second.manifest["inputs"]}
    assert {f"{PARTED}/part 0.parquet", f"{PARTED}/part [1].parquet"} <= paths
    people = "select * exclude (source_sha256) from safe.workers_safe order by row_key"
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
def refused(common: Path, server: dict[str, str], tiny_lakehouse: Path) -> Run:
    """A run on a file that no stream has and one that is cut; then one on no bucket."""

    def run(folder: Path) -> Run:
        defective = folder / "lakehouse"
        datasets = defective / "data" / "datasets"
        datasets.mkdir(parents=True)
        roster = tiny_lakehouse / "data/datasets/client_workersi.parquet"
        shutil.copyfile(roster, datasets / "client_worker.parquet")
        (datasets / "client_workersi.parquet").write_bytes(roster.read_bytes()[:-9])
        upload(defective, "defective")
        first = build(folder, "defective", server)
        second = build(folder, "defective", server, bucket="no-such-lake")
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
    server: dict[str, str], monkeypatch: pytest.MonkeyPatch,
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


class Refusing(BaseHTTPRequestHandler):
    """A server that answers each request with one error, and talks in it."""

    code, status = "", 0

    def do_GET(self) -> None:
        body = f"<Error><Code>{self.code}</Code><Message>{SECRET_TALK}</Message></Error>".encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        pass


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
def test_a_refusal_is_told_in_our_words(
    code: str, status: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = type("Once", (Refusing,), {"code": code, "status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        for name, value in CREDENTIALS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{running.server_port}")
        object_storage.store.cache_clear()
        message = lakehouse.why_unfit(S3Path("lake"))
        object_storage.store.cache_clear()
        running.shutdown()
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
    odd: Path, server: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STAFFING_BUILD_DIR", str(tmp_path))
    there = upload(odd, "odd")
    assert provenance.list_files(there).equals(provenance.list_files(odd))
    here, gone = flatten.read(odd), provenance.sha256_now(there, "data/datasets/gone.parquet")
    assert flatten.read(there) == here
    assert here.plans.num_rows == 1
    assert here.outcomes.num_rows == 40_000
    assert gone is None


def test_duckdb_reads_what_has_an_odd_name(odd: Path, server: dict[str, str]) -> None:
    there = upload(odd / PARTED, "odd names")
    with duckdb.connect() as connection:
        lakehouse.let_duckdb_read(connection, there)
        for part in there.iterdir():
            if part.suffix == ".parquet":
                name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(part))
                query = "select x from read_parquet(?, hive_partitioning = false)"
                ((row,),) = connection.execute(query, [f"s3://{name}"]).fetchall()
                assert row == pq.read_table(odd / PARTED / part.name).to_pylist()[0]["x"], name


def test_a_name_that_duckdb_cannot_ask_for_is_a_problem(server: dict[str, str]) -> None:
    object_storage.store().open_output_stream(f"{BUCKET}/names/data/datasets/a?b.parquet").close()
    (row,) = provenance.list_files(S3Path(BUCKET, "names")).to_pylist()
    assert row["problem"].endswith("rename it")
    assert not row["is_readable"]
