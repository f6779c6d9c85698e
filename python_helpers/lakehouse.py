"""Where the lakehouse lies: in a folder, or in object storage at s3://bucket/prefix.

Whoever reads it takes a `Place`, a path of either kind: what is used of `pathlib.Path` works alike.
Objects are listed and hashed here; their rows DuckDB reads itself (its extension httpfs).
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from python_helpers import vault
from python_helpers.object_storage import (
    ENDPOINTS,
    KEY_ID,
    PIECE,
    REFUSALS,
    REGIONS,
    SECRET,
    TOKEN,
    S3Path,
    endpoint_of,
    refusals_told,
    region_of,
)

SCHEME = "s3://"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
COPY = "fetched"  # in the build's folder: the one object that is being looked at
Place = Path | S3Path


class LakehouseProblem(RuntimeError):
    """The lakehouse cannot be reached; the message says why and what to do."""


def place_of(text: str) -> Place:
    """The lakehouse that a setting names: s3://bucket/prefix, or a folder.

    An address with an empty part, which object storage takes for a part, gives the empty path.
    """
    if not text.startswith(SCHEME):
        return Path(text)
    address = text.removeprefix(SCHEME).rstrip("/")
    return S3Path() if {"", ".", ".."} & set(address.split("/")) else S3Path(address)


def is_there(place: Place) -> bool:
    """Whether a name is taken, be it by a link that leads nowhere or by what cannot be asked."""
    if isinstance(place, Path):
        return os.path.lexists(place)
    try:
        return place.exists()
    except OSError:
        return True


@contextmanager
def on_disk(place: Place) -> Iterator[Path]:
    """A file to read several times; of an object a copy in the build's folder, gone afterwards."""
    if isinstance(place, Path):
        yield place
        return
    copy = Path(os.environ.get("STAFFING_BUILD_DIR", "build")) / f"{COPY}{place.suffix}"
    try:
        with place.open() as source, copy.open("wb") as target, refusals_told():
            shutil.copyfileobj(source, target, PIECE)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def forget_copies(build: Path) -> None:
    """Remove what a run left that was killed."""
    for copy in build.glob(f"{COPY}*"):
        copy.unlink()


def why_unnamed(place: Place) -> str:
    """What keeps DuckDB from reading an object: by its name; nothing of a file."""
    if isinstance(place, S3Path) and re.search(r"[?\\]", place.as_posix()):
        return "its name has a ? or a \\, by which DuckDB cannot ask for an object: rename it"
    return ""


def why_unfit(lakehouse: Place, environment: Mapping[str, str] = os.environ) -> str:
    """What keeps a lakehouse in object storage from being read, and what to do; else nothing."""
    if isinstance(lakehouse, Path):
        return ""
    if not lakehouse.parts or not BUCKET.fullmatch(lakehouse.parts[0]) or why_unnamed(lakehouse):
        return (
            "the lakehouse's address in object storage is none. Write it as s3://bucket/prefix, "
            f"without ? and \\; credentials go into {KEY_ID} and {SECRET}."
        )
    name = f"the lakehouse {SCHEME}{lakehouse}"
    if missing := [variable for variable in (KEY_ID, SECRET) if not environment.get(variable)]:
        return f"{name} takes credentials. Set {' and '.join(missing)}."
    try:
        endpoint_of(environment)
    except ValueError:
        return f"{name}: {ENDPOINTS[1]} is no endpoint. Write it as https://host:port."
    try:
        if any(True for _ in lakehouse.iterdir()):
            return ""
        reason, remedy = "nothing lies there", "Correct bucket and prefix"
    except FileNotFoundError:
        reason, remedy = "nothing lies there", "Correct bucket and prefix"
    except OSError as problem:
        reason = problem.strerror or "it cannot be listed"
        remedies = dict(REFUSALS.values())
        remedy = remedies.get(reason, f"Look at {REGIONS[0]} and {ENDPOINTS[1]}")
    return f"{name} cannot be read: {reason}. {remedy}."


def let_duckdb_read(
    connection: duckdb.DuckDBPyConnection,
    lakehouse: S3Path,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Give DuckDB the credentials as a secret in memory: values, never text in a statement."""
    endpoint = endpoint_of(environment)
    options: dict[str, Any] = {
        "scope": f"{SCHEME}{lakehouse.parts[0]}",
        "key_id": environment[KEY_ID],
        "secret": environment[SECRET],
        "session_token": environment.get(TOKEN) or None,
        "region": region_of(environment),
        "use_ssl": endpoint.is_secure,
    }
    if endpoint.host:
        options |= {"endpoint": endpoint.host, "url_style": "path"}
    connection.load_extension(str(vault.extension()))
    given = ", ".join(f"{name} ?" for name in options)
    connection.execute(
        f"create or replace secret lakehouse (type s3, {given})", list(options.values())
    )
