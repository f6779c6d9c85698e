"""Canary people: planted in a lakehouse to see whether anybody gets out (P08).

`canaries.json` in the lakehouse's root lists them: an array of objects with name, email and phone.
Their surnames must be found nowhere else, since a surname alone counts as a sighting.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from python_helpers import json_reader
from python_helpers.database import open_nothing
from python_helpers.lakehouse import Place, is_there

FILE = "canaries.json"
SCHEMA = pa.schema([(name, pa.string()) for name in ("full_name", "email", "phone", "problem")])


class Canary(NamedTuple):
    """One planted person; phone as its ten digits."""

    full_name: str
    email: str
    phone: str


class Unreadable(Exception):
    """canaries.json is not what it should be; the message says how, and holds no value of it."""


def read(lakehouse: Place) -> list[Canary]:
    """The canary people of a lakehouse; none when it has no such file. Raises Unreadable."""
    if not is_there(lakehouse / FILE):
        return []
    try:
        records = json_reader.read_json(lakehouse / FILE).record
    except json_reader.Unreadable as problem:
        raise Unreadable(f"{FILE} cannot be read as JSON: {problem}") from None
    if not isinstance(records, list):
        raise Unreadable(f"{FILE} is not an array")
    return [_canary(number, record) for number, record in enumerate(records, start=1)]


def _canary(number: int, record: object) -> Canary:
    fields = record if isinstance(record, dict) else {}
    name, email, phone = (str(fields.get(key) or "").strip() for key in ("name", "email", "phone"))
    digits = re.sub(r"[^0-9]", "", phone)[-10:]
    if " " not in name or "@" not in email or len(digits) < 10:
        raise Unreadable(f"{FILE}: entry {number} needs a full name, an email and a phone")
    return Canary(name, email.lower(), digits)


def load(lakehouse: Place) -> pa.Table:
    """The canary people as the source `canaries`; a file that cannot be read is one problem row."""
    try:
        rows = [{**canary._asdict(), "problem": None} for canary in read(lakehouse)]
    except Unreadable as problem:
        rows = [{"full_name": None, "email": None, "phone": None, "problem": str(problem)}]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def sightings(lakehouse: Place, folders: Iterable[Path]) -> list[str]:
    """Paths of the files below `folders` in which a canary person is named, in order.

    DuckDB databases are left out: P08 reads their tables.
    """
    people = read(lakehouse)
    if not people:
        return []
    forms = pattern(people)
    files = {
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and ".duckdb" not in file.name
    }
    return [str(file) for file in sorted(files) if _names_one(file, forms)]


def pattern(people: Iterable[Canary]) -> str:
    """One regular expression of all canaries, for RE2 and for Python alike; any case."""
    return "(?i)" + "|".join(form for person in people for form in _forms(person))


def _forms(person: Canary) -> Iterator[str]:
    """Surname, address, and number however written."""
    yield re.escape(person.full_name.split()[-1])
    yield re.escape(person.email)
    area, exchange, line = person.phone[:3], person.phone[3:6], person.phone[6:]
    yield f"{area}[^0-9A-Za-z]{{0,3}}{exchange}[^0-9A-Za-z]{{0,2}}{line}"


def _names_one(file: Path, forms: str) -> bool:
    """Whether a file's bytes, or the rows of a parquet file as text, match the expression."""
    if file.suffix != ".parquet":
        return bool(re.search(forms.encode(), file.read_bytes()))
    with open_nothing() as connection:
        found = connection.execute(
            "select 1 from read_parquet(?) "
            "where regexp_matches(concat_ws(chr(31), *columns(*)), ?) limit 1",
            [str(file), forms],
        )
        return found.fetchone() is not None
