"""Looking for people by value: whoever a lakehouse names, in any text, in any common form.

The search shares no code with the masks. It reads the raw files itself and compares words, digits
and addresses, so that what the masks overlook is found.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

ADDRESS = re.compile(r"[^\s<>\"'(),;:|\[\]{}=\\]+@[^\s<>\"'(),;:|\[\]{}=\\]+")
NUMBER = re.compile(r"(?<![0-9A-Za-z])\+?1?[-. ]?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]?\d{4}(?![0-9a-f])")
PERSON_KEYS = {"workers", "assigned", "team"}


class People(NamedTuple):
    """Everybody a lakehouse names: addresses, ten-digit numbers, and names as plain words."""

    emails: frozenset[str]
    phones: frozenset[str]
    names: frozenset[str]


def plain_words(text: str) -> str:
    """A text in lower-case ASCII words: no accents, apostrophes, or stops after initials."""
    decomposed = unicodedata.normalize("NFD", text)
    ascii_text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.sub("['\u2019]", "", ascii_text.lower()).replace("-", " ")
    return re.sub(r"\b([a-z])\.(?= )", r"\1", words)


def name_forms(name: str) -> Iterator[str]:
    """A full name as words, and without what stands between its first and last word."""
    words = re.sub(r"[^a-z0-9 ]", "", plain_words(name)).split()
    if len(words) > 1:
        yield " ".join(words)
        yield f"{words[0]} {words[-1]}"
        yield " ".join(word for word in words if len(word) > 1)


def people_of(lakehouse: Path) -> People:
    """Everybody in the parquet streams and in the plans of a lakehouse."""
    records = [*_stream_people(lakehouse), *_plan_people(lakehouse)]
    return People(
        frozenset(str(email).strip().lower() for _, email, _ in records if email),
        frozenset(
            digits[-10:]
            for *_, phone in records
            if len(digits := re.sub(r"(x|ext).*|[^0-9]", "", str(phone or ""))) >= 10
        ),
        frozenset(form for name, *_ in records if name for form in name_forms(name) if " " in form),
    )


def _stream_people(lakehouse: Path) -> list[tuple[Any, Any, Any]]:
    folder = lakehouse / "data" / "datasets"
    found: list[tuple[Any, Any, Any]] = []
    for path in sorted(folder.glob("*.parquet")):
        relation = duckdb.read_parquet(str(path))
        if "phone" in relation.columns:
            name = "name" if "name" in relation.columns else "concat_ws(' ', first_name, last_name)"
            email = "email" if "email" in relation.columns else "null"
            found += relation.project(f"{name}, {email}, cast(phone as varchar)").fetchall()
    return found


def _plan_people(lakehouse: Path) -> Iterator[tuple[Any, Any, Any]]:
    for path in (lakehouse / "tests/multi-agent/scenarios").glob("*.json"):
        yield from _named_in(json.loads(path.read_text("utf-8")), within=False)


def _named_in(value: Any, *, within: bool) -> Iterator[tuple[Any, Any, Any]]:
    if isinstance(value, dict):
        if within and "name" in value:
            yield value["name"], value.get("email"), value.get("phone")
        for key, child in value.items():
            yield from _named_in(child, within=key in PERSON_KEYS)
    elif isinstance(value, list):
        for child in value:
            yield from _named_in(child, within=within)
    elif within and isinstance(value, str):
        yield value, None, None


def leaks_in(text: str, people: People) -> set[str]:
    """The known values that a text holds; empty when it holds none."""
    text = text.replace("\\n", "\n")
    found = {
        address
        for match in ADDRESS.findall(text)
        if (address := match.strip(".").lower()) in people.emails
    }
    for match in NUMBER.findall(text):
        digits = re.sub(r"[^0-9]", "", match)[-10:]
        if digits in people.phones:
            found.add(digits)
    for part in re.split(r"[^a-z0-9 ]+", plain_words(text)):
        words = part.split()
        for size in (2, 3, 4):
            groups = (
                " ".join(words[start : start + size]) for start in range(len(words) - size + 1)
            )
            found.update(group for group in groups if group in people.names)
    return found


def database_texts(path: Path, schemas: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Every row of every table and view of a database as (relation, text)."""
    with duckdb.connect(str(path), read_only=True) as connection:
        relations = connection.sql(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
        for schema, table in relations:
            if schemas is None or schema in schemas:
                rows = connection.sql(f'select cast(t as varchar) from "{schema}"."{table}" as t')
                for (row,) in rows.fetchall():
                    yield f"{schema}.{table}", row
