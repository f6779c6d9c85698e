"""Object storage as paths: an object is read as a file is, wherever `pathlib` would do.

Endpoint and credentials are those of the environment's usual variables. Secrets are parts of no
path, no error and no representation.
"""

import errno
import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pyarrow import fs

PIECE = 8 * 1024**2  # bytes of an object that are asked for at once
KEY_ID, SECRET, TOKEN = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER, ATTEMPTS = 10, 60, 3
# What the server says, by the names that pyarrow and S3 have for it: the reason, and what to do.
UNKNOWN_KEY = ("the credentials are not known there", f"Correct {KEY_ID}")
WRONG = ("the credentials are wrong", f"Correct {SECRET}")
ELSEWHERE = ("the bucket lies in another region", f"Correct {REGIONS[0]}")
REFUSALS = {
    "NO_SUCH_BUCKET": ("there is no such bucket", f"Correct its name, or {ENDPOINTS[1]}"),
    "ACCESS_DENIED": ("access is denied", "Let these credentials list and read it"),
    "INVALID_ACCESS_KEY_ID": UNKNOWN_KEY,
    "SIGNATURE_DOES_NOT_MATCH": WRONG,
    "ExpiredToken": ("the credentials have expired", f"Renew them, with {TOKEN}"),
    "InvalidToken": ("the credentials' token is wrong", f"Correct {TOKEN}"),
    "PermanentRedirect": ELSEWHERE,
    "AuthorizationHeaderMalformed": ELSEWHERE,
    "NETWORK_CONNECTION": ("the endpoint cannot be reached", f"Correct {ENDPOINTS[1]}"),
}
SAID = re.compile(r"ExceptionName: (\w{1,40})|AWS Error (?!UNKNOWN)([A-Z_]+)")


class Endpoint(NamedTuple):
    """Where objects are asked for: host and port, and whether by TLS; no host means AWS itself."""

    host: str | None
    is_secure: bool


class Facts(NamedTuple):
    """What tells of an object's state, named as `os.stat_result` does."""

    st_size: int
    st_mtime_ns: int
    st_ctime_ns: int = 0
    st_ino: int = 0


class S3Path(PurePosixPath):
    """An object, or a folder of objects: bucket, slash, key.

    One that comes from a listing knows what the listing said; any other asks the server. Raises
    OSError as `pathlib.Path` does, with a reason that names nothing.
    """

    _listed: fs.FileInfo | None = None

    def _info(self) -> fs.FileInfo:
        if self._listed is not None:
            return self._listed
        with refusals_told():
            return store().get_file_info(self.as_posix())

    def exists(self) -> bool:
        """Whether there is such an object, or anything below it."""
        return bool(self._info().type != fs.FileType.NotFound)

    def is_file(self) -> bool:
        """Whether it is an object."""
        return bool(self._info().type == fs.FileType.File)

    def is_dir(self) -> bool:
        """Whether objects lie below it."""
        return bool(self._info().type == fs.FileType.Directory)

    def is_symlink(self) -> bool:
        """Never: object storage has none."""
        return False

    def absolute(self) -> "S3Path":
        """Itself."""
        return self

    def stat(self) -> Facts:
        """Size in bytes, and time of writing; raises FileNotFoundError when there is none."""
        info = self._info()
        if info.type == fs.FileType.NotFound:
            raise FileNotFoundError(errno.ENOENT, "no such object")
        return Facts(info.size or 0, info.mtime_ns or 0)

    def iterdir(self) -> Iterator["S3Path"]:
        """What lies in it, but for names that no path can have."""
        with refusals_told():
            found = store().get_file_info(fs.FileSelector(self.as_posix()))
        for info in found:
            if info.base_name not in {"", ".", ".."}:
                child = self / info.base_name
                child._listed = info
                yield child

    def open(self, _mode: str = "rb") -> io.BufferedReader:
        """Its bytes, in pieces of PIECE."""
        with refusals_told():
            handle: Any = store().open_input_file(self.as_posix())
        return io.BufferedReader(handle, PIECE)

    def read_bytes(self) -> bytes:
        """Its bytes at once."""
        with self.open() as handle, refusals_told():
            return handle.read()


def endpoint_of(environment: Mapping[str, str]) -> Endpoint:
    """The endpoint that the environment names. Raises ValueError when it is none."""
    text = next(filter(None, map(environment.get, ENDPOINTS)), None)
    if text is None:
        return Endpoint(None, True)
    parts = urlsplit(text)
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise ValueError("not an endpoint")
    return Endpoint(parts.netloc, parts.scheme == "https")


def region_of(environment: Mapping[str, str]) -> str:
    """The region that the environment names; else the one that S3 began in."""
    return next(filter(None, map(environment.get, REGIONS)), "us-east-1")


@cache
def store() -> fs.S3FileSystem:
    """The object storage that the environment names."""
    endpoint = endpoint_of(os.environ)
    return fs.S3FileSystem(
        access_key=os.environ[KEY_ID],
        secret_key=os.environ[SECRET],
        session_token=os.environ.get(TOKEN) or None,
        region=region_of(os.environ),
        endpoint_override=endpoint.host,
        scheme="https" if endpoint.is_secure else "http",
        connect_timeout=SECONDS_TO_CONNECT,
        request_timeout=SECONDS_TO_ANSWER,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=ATTEMPTS),
    )


@contextmanager
def refusals_told() -> Iterator[None]:
    """Say in our words what the server refused: its own may quote names and keys."""
    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "no such object") from None
    except OSError as problem:
        said = SAID.search(str(problem))
        code = (said[1] or said[2]) if said else None
        other = f"the server says {code}" if code else "it cannot be read"
        reason = REFUSALS[code][0] if code in REFUSALS else other
        raise OSError(errno.EIO, reason) from None
