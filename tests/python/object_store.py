"""Servers of object storage on this machine: one that has a bucket, and one that refuses."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pyarrow import fs

from python_helpers import object_storage
from python_helpers.object_storage import KEY_ID, SECRET, TOKEN, S3Path

BUCKET = "lake-of-tests"
CREDENTIALS = {
    KEY_ID: "AKIA5TESTKEYID7QXZWV", SECRET: "s3cr3t/of'the+tests", TOKEN: "tok3n=of-te5ts",
}  # fmt: skip
SECRET_TALK = "signed by AKIA123"


@contextmanager
def environment(endpoint: str) -> Iterator[dict[str, str]]:
    """The variables that lead to an endpoint, set in this process."""
    variables = CREDENTIALS | {"AWS_ENDPOINT_URL": endpoint}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in variables.items():
            patched.setenv(name, value)
        object_storage.store.cache_clear()
        yield variables
    object_storage.store.cache_clear()


@contextmanager
def serving() -> Iterator[dict[str, str]]:
    """A server with an empty bucket, BUCKET; the variables that lead there."""
    from moto.server import ThreadedMotoServer  # takes a second

    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line a request
    host, port = running.get_host_and_port()
    writer = fs.S3FileSystem(
        access_key="any", secret_key="any", endpoint_override=f"{host}:{port}", scheme="http",
        allow_bucket_creation=True,
    )  # fmt: skip
    writer.create_dir(BUCKET)
    with environment(f"http://{host}:{port}") as variables:
        yield variables
    running.stop()


@contextmanager
def refusing(code: str, status: int) -> Iterator[None]:
    """A server that answers each request with one error; the variables lead there."""
    handler = type("Once", (Refusing,), {"code": code, "status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        with environment(f"http://127.0.0.1:{running.server_port}"):
            yield
        running.shutdown()


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


def upload(folder: Path, prefix: str) -> S3Path:
    """Copy a folder there; as the reader's path."""
    place = S3Path(BUCKET) / prefix
    store = object_storage.store()
    fs.copy_files(str(folder), place.as_posix(), destination_filesystem=store)
    return place
