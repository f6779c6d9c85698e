"""Releases after they were made: verify one, make an older one current, remove old ones.

Exit: 0 done, and what was verified is whole; 1 it is not what its manifest says; 2 not done.
"""

import hmac
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from python_helpers import keys
from python_helpers.database import open_database
from python_helpers.provenance import file_sha256
from python_helpers.relations import Relation, describe_relations
from python_helpers.release import (
    DATABASE,
    MANIFEST,
    UNFINISHED,
    NotPublished,
    locked,
    make_current,
    prune,
    seal,
)

USAGE = """usage: python -m python_helpers.releases verify [FOLDER] | rollback ID | prune N | list
By make: make verify [REL=folder], make rollback TO=id, make prune KEEP=n."""


class NoRelease(Exception):
    """A folder is no release, or there is none of that name; the message says what there is."""


def tampering(folder: Path) -> Iterator[str]:
    """What in a release is not as its manifest says: a line a file, a relation, a seal.

    Raises NoRelease when there is no manifest to compare with.
    """
    manifest = read_manifest(folder)
    yield from files_off(folder, manifest)
    yield from relations_off(folder, manifest)
    if (problem := seal_problem(manifest)) and not problem.startswith("not checked"):
        yield f"{MANIFEST}: {problem}"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release; raises NoRelease."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        {item["path"]: item["sha256"] for item in manifest["outputs"]}
        [Relation(**item) for item in manifest["relations"]]
    except FileNotFoundError:
        raise NoRelease(f"{folder} is no release: it has no {MANIFEST}") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise NoRelease(f"{folder}: its {MANIFEST} cannot be read, or was not made here") from None
    return dict(manifest)


def files_off(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Files that are missing, changed or not of the release."""
    listed = {item["path"]: item["sha256"] for item in manifest["outputs"]}
    for name, sha256 in listed.items():
        file = folder / name
        if not file.is_file():
            yield f"{name}: missing"
        elif file_sha256(file) != sha256:
            yield f"{name}: changed (its sha256 is not the manifest's)"
    for file in sorted(folder.iterdir()):
        if file.name != MANIFEST and file.name not in listed:
            yield f"{file.name}: not of the release"


def relations_off(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Relations whose rows are not those that the manifest tells of."""
    listed = {item["name"]: Relation(**item) for item in manifest["relations"]}
    if not (folder / DATABASE).is_file():
        return
    try:
        with open_database(folder / DATABASE) as connection:
            found = {relation.name: relation for relation in describe_relations(connection)}
    except duckdb.Error:
        yield f"{DATABASE}: cannot be read"
        return
    for name, relation in listed.items():
        if name not in found:
            yield f"{DATABASE}, {name}: missing"
        elif found[name].rows != relation.rows:
            yield f"{DATABASE}, {name}: {found[name].rows:,} rows, not {relation.rows:,}"
        elif found[name] != relation:
            yield f"{DATABASE}, {name}: its rows are not those of the release"
    yield from (f"{DATABASE}, {name}: not of the release" for name in found.keys() - listed.keys())


def seal_problem(manifest: dict[str, Any]) -> str | None:
    """Why the manifest's seal does not hold, or 'not checked: ...'; None when it holds."""
    if "seal" not in manifest:
        return "not checked: it has no seal"
    try:
        key = keys.load_key()
    except keys.KeyProblem:
        return "not checked: the key is not here"
    if keys.pads(key).key_id != manifest.get("key_id"):
        return "not checked: it was made with another key"
    is_right = hmac.compare_digest(seal(manifest, key), str(manifest["seal"]))
    return None if is_right else "changed (its seal is not the key's)"


def verify(folder: Path) -> int:
    """Print what a release came to; 0 whole, 1 not."""
    off = list(tampering(folder))
    manifest = read_manifest(folder)
    for line in off:
        print(f"  {line}")
    if off:
        print(f"{folder}: NOT as its manifest says, {len(off)} differences.", file=sys.stderr)
        print("Do not use it: make rollback TO=id, or make build.", file=sys.stderr)
        return 1
    note = seal_problem(manifest)
    print(
        f"{folder}: whole. {len(manifest['outputs'])} files, {len(manifest['relations'])} relations"
        f" as its manifest says; its seal {note or 'holds'}."
    )
    return 0


def rollback(published: Path, release_id: str) -> None:
    """Make a release current that was so before. Raises NoRelease, also for a tampered one."""
    folder = published / "releases" / release_id
    if release_id not in names(published):
        raise NoRelease(f"there is no release {release_id!r} in {published}. {there_is(published)}")
    if off := list(tampering(folder)):
        raise NoRelease(f"{release_id} is not as its manifest says ({off[0]}): it stays aside")
    with locked(published):
        make_current(published, folder)


def names(published: Path) -> list[str]:
    """Ids of the releases, oldest first."""
    folder = published / "releases"
    found = folder.iterdir() if folder.is_dir() else iter(())
    return sorted(item.name for item in found if not item.name.startswith(UNFINISHED))


def there_is(published: Path) -> str:
    """A sentence of the releases there are, the current one marked."""
    current = (published / "current").resolve().name
    marked = [f"{name}{' (current)' if name == current else ''}" for name in names(published)]
    return f"There are: {', '.join(marked)}." if marked else "There is none: make build."


def run(published: Path, arguments: list[str]) -> int | None:
    """Do what the command line asks for; its exit code, or None where it is no command."""
    match arguments:
        case ["verify"]:
            return verify(published / "current")
        case ["verify", folder]:
            return verify(Path(folder))
        case ["rollback", release_id]:
            rollback(published, release_id)
        case ["prune", count] if count.isascii() and count.isdigit() and int(count) > 0:
            with locked(published):
                prune(published / "releases", (published / "current").resolve(), int(count))
        case ["list"]:
            pass
        case _:
            return None
    print(there_is(published))
    return 0


def main(arguments: list[str]) -> int:
    """The command line; see USAGE."""
    published = Path(os.environ.get("STAFFING_PUBLISHED_DIR") or "published")
    try:
        code = run(published, arguments)
    except (NoRelease, NotPublished) as problem:
        print(f"releases: {problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"releases: {problem.filename}: {problem.strerror}", file=sys.stderr)
        return 2
    if code is None:
        print(USAGE, file=sys.stderr)
    return 2 if code is None else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
