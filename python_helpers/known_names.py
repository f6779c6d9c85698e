"""What is known of names: their normal form, lists of words, and people as tokens."""

import csv
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple, Protocol

SEEDS = Path(__file__).parents[1] / "seeds"
DROPPED = re.compile("[^a-z0-9 ]")


class People(Protocol):
    """What is known of people."""

    def word(self, normal: str) -> tuple[bool, bool] | None:
        """Whether a word is somebody's first name, or surname; None when nobody has it."""

    def token(self, full_name: str) -> str | None:
        """The token of the person whose name this is a form of; None when nobody's."""


class Nobody:
    """Nobody is known: names are found by lists alone."""

    def word(self, normal: str) -> None:
        """Nobody has it."""

    def token(self, full_name: str) -> None:
        """Nobody's."""


class Lists(NamedTuple):
    """Words that are names, that are none, and places, all as normalised names are."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    ordinary: frozenset[str]
    places: frozenset[str]


def normalise_name(name: str) -> str:
    """A name as tokens are made from it (macros/pii/normalise_name.sql)."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFD", name)
        name = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(DROPPED.sub("", name.lower().replace("-", " ")).split())


def without_initials(full_name: str) -> str:
    """A normalised name without its words of one letter."""
    return " ".join(word for word in full_name.split(" ") if len(word) > 1)


def load_lists(seeds: Path = SEEDS) -> Lists:
    """The lists of the project's seeds."""
    names = _rows(seeds / "name_words.csv")
    return Lists(
        frozenset(row["word"] for row in names if row["is_first_name"] == "true"),
        frozenset(row["word"] for row in names if row["is_surname"] == "true"),
        frozenset(row["word"] for row in _rows(seeds / "ordinary_words.csv")),
        frozenset(row["place"] for row in _rows(seeds / "place_names.csv")),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
