"""Values as people write them, as typed values; None when they are not one.

Nothing is guessed: the caller keeps the text beside the value, so what is not understood is seen.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from python_helpers.provenance import canonical_json

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# A day, and what follows it (a time of day); US order where the month is a number.
DATES = [
    re.compile(rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?{form}"
               r"(?:(?:\s*,)?(?:t|\s+|\s*,\s*)(?:at\s+)?(?P<rest>\S.*))?", re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?P<gap>[-/.]?)(?P<month>\d{2})(?P=gap)(?P<day>\d{2})",
        r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})(?P<gap>[-/.])(?P<day>\d{1,2})(?P=gap)(?P<year>\d{4}|\d{2})",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4}})",
    )
]  # fmt: skip
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:([ap])(?:\.?\s?m)?\.?)?\s*(h|hrs?\.?|hours|o'clock)?(?:\s*(?:z|utc|[ecmp][sd]?t))?",
    re.ASCII,
)
OFFSET = re.compile(r"\s*[+-]\d{2}:?\d{2}$", re.ASCII)
RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b)\s*")
WORDS_OF_TIME = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
COUNT = re.compile(
    r"([+-]?(?:\d{1,10}|\d{1,3}(?:,\d{3})+))(?:\.0+)?"
    r"(?:\s+(?!(?:or|to|plus|and|of|dozen|hundred|thousand|million|half|hours?|hrs?|days?|percent)\b)"
    r"[A-Za-z]+(?:\s+[A-Za-z]+)?)?",
    re.ASCII,
)
CLIENT_ID = re.compile(r"(?<![A-Za-z0-9])CLI[-_ ]?(\d{5})(?!\d)", re.ASCII | re.IGNORECASE)


class Moment(NamedTuple):
    """When something starts and ends: a day, and times as HH:MM on a 24-hour clock, local."""

    day: date | None = None
    start: str | None = None
    end: str | None = None


def as_text(value: Any) -> str | None:
    """A scalar as text, anything else as canonical JSON; None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else canonical_json(value)


def as_identifier(value: Any) -> str | None:
    """A text or a whole number as an identifier; None for anything else and for blanks."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) if str(value).strip() else None


def as_lines(value: Any) -> str | None:
    """Running text; the parts of a list, in any depth, one below the other."""
    if isinstance(value, list):
        return "\n".join(text for part in value if (text := as_lines(part)) is not None)
    return as_text(value)


def as_list(value: Any) -> list[str]:
    """A list of texts, without blank ones; a text is split at commas, semicolons and bars."""
    if value is None:
        return []
    parts = re.split(r"[,;|]", value) if isinstance(value, str) else value
    parts = parts if isinstance(parts, list) else [parts]
    return [text for part in parts if (text := (as_text(part) or "").strip())]


def as_count(value: Any) -> int | None:
    """A whole number of 32 bits: 4, 4.0, "4", "4 workers" are; 4.5, "four", "4-6", true are not."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        found = COUNT.fullmatch(value.strip())
        if not found:
            return None
        value = int(found[1].replace(",", ""))
    if value != value // 1 or abs(value) >= 2**31:
        return None
    return int(value)


def as_moment(value: Any) -> Moment:
    """Day and times of '2017-04-01T07:00', '7am', '0700', '7:30 PM', '7am-3pm', 'April 3, 2025'.

    An offset from UTC is not applied: the time is the one on the wall.
    """
    text = as_text(value)
    return _moment(text) if text and len(text) < 80 else Moment()


@lru_cache(maxsize=4096)
def _moment(written: str) -> Moment:
    text = " ".join(written.lower().split())
    day, rest = None, text
    for form in DATES:
        if (found := form.fullmatch(text)) and (day := _day(found.groupdict())):
            rest = OFFSET.sub("", found["rest"] or "")
            break
    if start := _clock(rest):
        return Moment(day, start)
    both = RANGE.split(rest)
    if len(both) == 2 and (start := _clock(both[0])) and (end := _clock(both[1])):
        return Moment(day, start, end)
    return Moment(day if not rest else None)


def as_date(value: Any) -> date | None:
    """A calendar day: ISO, US order, or with the month's English name; a time after it is cut."""
    return as_moment(value).day if isinstance(value, str | int) else None


def as_clock(value: Any) -> str | None:
    """A time of day as HH:MM on a 24-hour clock, local."""
    return as_moment(value).start


def _day(parts: dict[str, str | None]) -> date | None:
    month, year = parts.get("month"), parts["year"] or ""
    try:
        return date(
            int(year) + (2000 if len(year) == 2 else 0),
            int(month) if month else MONTHS.index((parts["name"] or "")[:3]) + 1,
            int(parts["day"] or 0),
        )
    except ValueError:
        return None


def _clock(text: str) -> str | None:
    found = CLOCK.fullmatch(text)
    if not found or not any(found.group(2, 3, 4)):
        return WORDS_OF_TIME.get(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def client_id(text: str | None) -> tuple[str | None, str | None]:
    """A text's first client id as CLI-NNNNN, and what the text says besides, if anything."""
    found = CLIENT_ID.search(text or "")
    if not text or not found:
        return None, (text or "").strip() or None
    besides = text[: found.start()].rstrip(" -:,(/|") + " " + text[found.end() :].lstrip(" -:,)/|")
    return f"CLI-{found[1]}", besides.strip() or None
