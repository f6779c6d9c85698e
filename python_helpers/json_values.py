"""Values as people write them, as typed values; NULL (None) when they are not one.

Nothing is guessed: the caller keeps the text beside the value, so what is not understood is seen.
"""

import json
import re
from datetime import date, datetime
from typing import Any

DATE_FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y",
    "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y",
)  # fmt: skip
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.ASCII)
COUNT = re.compile(r"(-?\d{1,9})(?:\.0+)?(?:\s+[A-Za-z ]+)?", re.ASCII)
CLIENT_ID = re.compile(r"CLI-\d+", re.ASCII | re.IGNORECASE)
PLACE = re.compile(r"(.+?),\s*([A-Za-z]{2}|[A-Za-z ]{4,20})(?:\s+(\d{5}(?:-\d{4})?))?", re.ASCII)


def as_text(value: Any) -> str | None:
    """A scalar as text, anything else as JSON; None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return to_json(value)


def to_json(value: Any) -> str:
    """Compact JSON with sorted keys: the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_lines(value: Any) -> str | None:
    """Running text; the parts of a list one below the other."""
    if isinstance(value, list):
        return "\n".join(text for part in value if (text := as_text(part)) is not None)
    return as_text(value)


def as_list(value: Any) -> list[str]:
    """A list of texts; a comma-separated text is one too."""
    if value is None:
        return []
    parts = value.split(",") if isinstance(value, str) else value
    parts = parts if isinstance(parts, list) else [parts]
    return [text for part in parts if (text := (as_text(part) or "").strip())]


def as_count(value: Any) -> int | None:
    """A whole number of 32 bits: 4, 4.0, "4" and "4 workers" are; 4.5, "four" and true are not."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**31 else None
    if isinstance(value, int):
        return value if abs(value) < 2**31 else None
    found = COUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else None


def as_date(value: Any) -> date | None:
    """A calendar day: ISO, US order, or with the month's English name; a time after it is cut."""
    text = value.strip() if isinstance(value, str) else ""
    for candidate in (text, re.split(r"[T ](?=\d{1,2}:)", text)[0]):
        for form in DATE_FORMATS:
            try:
                return datetime.strptime(candidate, form).date()  # noqa: DTZ007 - a day, no time
            except ValueError:
                continue
    return None


def as_clock(value: Any) -> str | None:
    """A time of day as HH:MM on a 24-hour clock, local: '7am', '0700', '7:30 PM', ISO date-times."""
    text = value.strip().lower() if isinstance(value, str) else ""
    text = re.sub(r"^\d{4}-\d{2}-\d{2}[t ]", "", text)
    text = re.sub(r"(z|[+-]\d{2}:?\d{2})$", "", text) if ":" in text else text
    found = CLOCK.fullmatch(text)
    if not found or (found[2] is None and found[3] is None):
        return {"noon": "12:00", "midnight": "00:00"}.get(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def client_id(*values: Any) -> str | None:
    """The first CLI-NNNNN in some texts, in capitals."""
    for value in values:
        found = CLIENT_ID.search(value) if isinstance(value, str) else None
        if found:
            return found[0].upper()
    return None


def place(value: Any) -> dict[str, str | None]:
    """City, state and ZIP of 'Chicago, IL 60601' or {city, state, zip}; a mere name is a city."""
    if isinstance(value, dict):
        return {key: as_text(value.get(key)) for key in ("city", "state", "zip")}
    text = (as_text(value) or "").strip()
    found = PLACE.fullmatch(text)
    if found:
        return {"city": found[1], "state": found[2], "zip": found[3]}
    return {"city": text or None, "state": None, "zip": None}
