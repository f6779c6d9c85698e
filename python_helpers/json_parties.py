"""Who and where, in the shapes that writers of plans use: clients, named workers, places."""

import re
from collections.abc import Iterator
from typing import Any

from python_helpers import json_values as values
from python_helpers import spellings
from python_helpers.json_fields import Picked, Record, keep, pick, unwrap

STATES = frozenset({
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut",
    "delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas",
    "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota",
    "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire", "new jersey",
    "new mexico", "new york", "north carolina", "north dakota", "ohio", "oklahoma", "oregon",
    "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas",
    "utah", "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming",
    "district of columbia", "puerto rico", "guam",
})  # fmt: skip
CITY_STATE = re.compile(
    r"\s*([^,\d]+?)(?:,\s*([A-Za-z]{2}|[A-Za-z ]{4,20}?)|\s+([A-Z]{2}))"
    r"(?:,?\s+(\d{5}(?:-\d{4})?))?\s*",
    re.ASCII,
)
WORKER_ID = re.compile(r"\d{1,18}|[A-Z]{1,6}-\d{1,12}", re.ASCII)


def client_of(picked: Picked) -> tuple[str | None, str | None]:
    """Client id (CLI-NNNNN) and name, from texts or an object; the rest goes to `extra`."""
    client = picked.fields.get("client")
    inner = pick(client if isinstance(client, dict) else {}, spellings.CLIENT)
    told = [
        (picked, "client_name"),
        (inner, "client_name"),
        (picked, "client"),
        (picked, "client_id"),
        (inner, "client_id"),
    ]
    read = [values.client_id(values.as_identifier(who.fields.get(field))) for who, field in told]
    identity = next((found for found, _ in reversed(read) if found), None)
    name = next((besides for _, besides in read if besides), None)
    for (who, field), parts in zip(told, read, strict=True):
        is_said = parts != (None, None) and parts in {(identity, None), (None, name)}
        if not is_said and not (field == "client" and isinstance(client, dict)):
            who.put_back(field)
    if inner.extra:
        picked.put_back("client", inner.extra)
    return identity, name


def place_of(picked: Picked) -> dict[str, str | None]:
    """City, state and ZIP of an event, from their own keys or from a location in any shape.

    A location's text that says more than these three is kept in `extra` as well.
    """
    found = {name: values.as_text(picked.fields.get(name)) for name in ("city", "state", "zip")}
    if found["city"] and not found["state"] and (parsed := _city_state(found["city"])):
        found = parsed | {"zip": found["zip"] or parsed["zip"]}
        picked.put_back("city")
    for field in ("location", "site"):
        if (value := picked.fields.get(field)) is None:
            continue
        rest: Any = None
        if isinstance(value, dict):
            inner = pick(value, spellings.PLACE)
            parsed, rest = {key: values.as_text(v) for key, v in inner.fields.items()}, inner.extra
        elif isinstance(value, str) and (parsed := _city_state(value)):
            pass
        elif field == "location" and isinstance(value, str) and "," not in value:
            parsed = {"city": value}
        else:
            parsed, rest = {}, value
        merged = {name: found[name] or parsed.get(name) for name in found}
        if any(text and merged[name] != text for name, text in parsed.items()):
            rest = value
        found = merged
        if rest or rest in (0, False):
            keep(picked.extra, picked.keys[field], rest)
    return found


def people_of(picked: Picked) -> list[Record]:
    """The workers named for an event, in the file's order: worker_id, name, phone, email.

    What else is said of them is kept in `extra`, by their number in the file, under the key of the
    list.
    """
    rows, details = [], {}
    for number, (label, person) in enumerate(_each_person(picked.fields.get("workers")), start=1):
        row, rest = _person(person)
        if row:
            rows.append(row)
        if label is not None:
            keep(rest, "key", label)
        if rest:
            details[str(number)] = rest
    if details:
        keep(picked.extra, picked.keys["workers"], details)
    return rows


def _each_person(named: Any) -> Iterator[tuple[str | None, Any]]:
    if isinstance(named, list):
        yield from ((None, person) for person in named)
    elif isinstance(named, dict) and not _is_person(named):
        yield from named.items()
    elif isinstance(named, str):
        parts = [part.strip() for part in re.split(r"[;|\n]", named) if part.strip()]
        by_comma = [part.strip() for part in named.split(",") if part.strip()]
        # 'Ann Lee, Bob Day' names two people, 'Lee, Ann' one.
        if len(parts) == 1 and all(" " in part for part in by_comma):
            parts = by_comma
        yield from ((None, part) for part in parts)
    elif named is not None:
        yield None, named


def _is_person(record: Record) -> bool:
    fields = pick(record, spellings.WORKER).fields
    return any(not isinstance(value, dict | list) for value in fields.values())


def _person(person: Any) -> tuple[Record, Record]:
    """A person's row, empty for nobody, and what else is said of them."""
    if isinstance(person, dict):
        person = unwrap(person, spellings.PERSON_WRAPPERS, spellings.WORKER, "name")
        picked = pick(person, spellings.WORKER)
        parts = [picked.fields.get(name) for name in ("first_name", "last_name")]
        if "name" in picked.fields:
            picked.drop("first_name")
            picked.drop("last_name")
        elif any(parts):
            texts = [values.as_text(part) for part in parts]
            picked.fields["name"] = " ".join(text for text in texts if text)
        row = {
            name: values.as_text(picked.fields.get(name))
            for name in ("worker_id", "name", "phone", "email")
        }
        return (row if any(row.values()) else {}), picked.extra
    text = values.as_identifier(person)
    if text is None:
        return {}, {} if person is None or person == "" else {"value": person}
    return {"worker_id" if WORKER_ID.fullmatch(text) else "name": text}, {}


def _city_state(text: str) -> dict[str, str | None] | None:
    """'Chicago, IL 60601' as city, state and ZIP; None when it is anything else, or more."""
    found = CITY_STATE.fullmatch(text)
    state = (found[2] or found[3]) if found else None
    if not found or not state or (len(state) > 2 and state.strip().lower() not in STATES):
        return None
    return {"city": found[1], "state": state.strip(), "zip": found[4]}
