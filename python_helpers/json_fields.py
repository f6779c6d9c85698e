"""How a record is read by a table of spellings: known fields by name, all else kept.

Keys are compared without case, spaces, hyphens and underscores, so `startTime`, `start_time` and
`Start Time` are one spelling. Of several spellings in a record the first in the table wins; the
others, and every unknown key, stay in `extra`. A known key whose value is null says nothing.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from python_helpers.json_reader import MAX_TEXT, Unreadable

Record = dict[str, Any]
# Free text: every spelling in a record counts, joined line by line.
JOINED = frozenset({"notes"})
# Read only from a list or an object; a mere number of events is not the events.
HOLDERS = frozenset({"events", "results"})


class Table(dict[str, tuple[str, ...]]):
    """The fields of a record, and the spellings of each, the preferred one first."""

    @cached_property
    def lookup(self) -> dict[str, tuple[str, int]]:
        """Folded spelling to field and rank; a spelling of two fields is the first one's."""
        return {
            fold(spelling): (field, rank)
            for field, spellings in reversed(self.items())
            for rank, spelling in reversed(list(enumerate(spellings)))
        }


@lru_cache(maxsize=4096)
def fold(key: str) -> str:
    """A key as it is compared: lower case, without spaces, hyphens and underscores."""
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


class Picked(NamedTuple):
    """A record's fields by their names, the keys they were written under, and the other keys."""

    fields: Record
    keys: dict[str, str]
    extra: Record

    def put_back(self, field: str, value: Any = None) -> None:
        """Keep a field's value (or another, or what is left of it) in `extra`, under its key."""
        if field in self.keys:
            keep(self.extra, self.keys[field], self.fields[field] if value is None else value)

    def drop(self, field: str) -> Any:
        """Take a field out of the fields into `extra`: it is not what its key promised."""
        self.put_back(field)
        return self.fields.pop(field, None)


def pick(record: Mapping[str, Any], table: Table) -> Picked:
    """Read a record by a table of spellings; every value ends up in `fields` or in `extra`."""
    lookup = table.lookup
    best: dict[str, tuple[int, str]] = {}
    joined: dict[str, list[Any]] = {}
    extra: Record = {}
    for key, value in record.items():
        field, rank = lookup.get(fold(key), ("", 0))
        if not field or (field in HOLDERS and value and not isinstance(value, list | dict)):
            extra[key] = value
        elif value is None:
            continue
        elif field in JOINED:
            joined.setdefault(field, []).append(value)
        elif field not in best or rank < best[field][0]:
            if field in best:
                extra[best[field][1]] = record[best[field][1]]
            best[field] = (rank, key)
        else:
            extra[key] = value
    keys = {field: key for field, (_, key) in best.items()}
    return Picked({field: record[key] for field, key in keys.items()} | joined, keys, extra)


def keep(target: Record, key: str, value: Any) -> None:
    """Add a value under its key, or that key and underscores where it is taken by another value."""
    while key in target:
        key += "_"
    target[key] = value


def within_bounds(row: Record) -> Record:
    """A row as it is. Raises Unreadable where fields joined, or left over, make too long a text."""
    for name, value in row.items():
        if isinstance(value, str) and len(value) > MAX_TEXT:
            what = "what no known key stands for" if name == "extra" else name
            raise Unreadable(f"{what} comes to more than {MAX_TEXT:,} characters: split it")
    return row


def unwrap(record: Record, wrappers: frozenset[str], table: Table, wanted: str) -> Record:
    """A record that only wraps another, as {"plan": {...}, "version": 2}, as one flat record.

    Where both have a key, the one that has the wanted field comes first, and else the inner one.
    """
    for _ in range(4):
        objects = [key for key, value in record.items() if isinstance(value, dict)]
        wrapper = next((key for key in objects if fold(key) in wrappers), None)
        if wrapper is None:
            break
        outer = {key: value for key, value in record.items() if key != wrapper}
        inner = record[wrapper]
        first, second = (outer, inner) if wanted in pick(outer, table).fields else (inner, outer)
        record = dict(first)
        for key, value in second.items():
            keep(record, key, value)
    return record
