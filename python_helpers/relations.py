"""What a release holds, by content: each relation's hash, and what it shares with the last one."""

import json
import shutil
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import duckdb

from python_helpers.provenance import file_sha256
from python_helpers.questions import PUBLIC_SCHEMAS

# The sum of the MD5 of each row's JSON, in two halves of 64 bits: neither the order of rows, nor
# the number of threads, nor the file's layout changes it. macros/engine/content_hash.sql has the
# same.
CONTENT_HASH = """printf(
    '%032x%032x',
    coalesce(sum(md5_number_lower(to_json(t))), 0),
    coalesce(sum(md5_number_upper(to_json(t))), 0)
)"""


class Relation(NamedTuple):
    """A published table or view: rows, and a hash of its content that no row order changes."""

    name: str
    rows: int
    content_hash: str


def describe_relations(
    connection: duckdb.DuckDBPyConnection, known: Mapping[str, Relation] | None = None
) -> Iterator[Relation]:
    """Rows and content hash of every published relation, in the order of their names.

    What is `known` is not read.
    """
    names = connection.sql(
        "select table_schema || '.' || table_name from information_schema.tables "
        f"where table_schema in {PUBLIC_SCHEMAS} order by 1"
    ).fetchall()
    for (name,) in names:
        if known and name in known:
            yield known[name]
            continue
        found = connection.sql(f"select count(*), {CONTENT_HASH} from {name} as t").fetchone()
        assert found is not None
        yield Relation(name, *found)


def fingerprinted(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Relation]:
    """The marts that a run has hashed already, by schema and name (`build_fingerprints`)."""
    declined = not connection.sql(
        "from information_schema.tables "
        "where table_schema = 'marts' and table_name = 'build_fingerprints'"
    ).fetchall()
    if declined:
        return {}
    made = connection.execute(
        "select 'marts.' || relation, rows, content_hash from marts.build_fingerprints "
        "where run_id = ?",
        [run_id],
    ).fetchall()
    return {name: Relation(name, *was) for name, *was in made}


class Previous(NamedTuple):
    """The release before: its folder (None: there is none), relations, sha256 of its files."""

    folder: Path | None
    relations: dict[str, Relation]
    files: dict[str, str]

    @classmethod
    def of(cls, published: Path, run_id: str | None = None) -> "Previous":
        """The current release, of a run if one is named.

        Without relations and files when another DuckDB, or another run, made it.
        """
        folder = (published / "current").resolve()
        if not (folder / "staffing.duckdb").is_file():
            return cls(None, {}, {})
        try:
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
            relations = [Relation(**each) for each in manifest["relations"]]
            files = {each["path"]: str(each["sha256"]) for each in manifest["outputs"]}
            is_alike = manifest["versions"]["duckdb"] == version("duckdb")
            is_alike = is_alike and run_id in (None, manifest["run_id"])
        except (OSError, ValueError, KeyError, TypeError):
            is_alike = False
        if not is_alike:
            return cls(folder, {}, {})
        return cls(folder, {each.name: each for each in relations}, files)

    def same(self, now: Mapping[str, Relation]) -> set[str]:
        """Names of the relations whose content is what it was."""
        return {name for name, each in now.items() if self.relations.get(name) == each}

    def gave(self, file: str, relation: str, now: Mapping[str, Relation], folder: Path) -> bool:
        """Copy a file that is made of a relation, if it would be the same; whether it was."""
        if self.folder is None or relation not in self.same(now) or file not in self.files:
            return False
        copy = folder / file
        try:
            shutil.copyfile(self.folder / file, copy)
        except OSError:
            copy.unlink(missing_ok=True)
            return False
        if file_sha256(copy) == self.files[file]:
            return True
        copy.unlink()
        return False
