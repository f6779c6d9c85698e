"""Texts put together by chance: names in many forms, other words, what may stand between."""

import random
from collections.abc import Callable, Iterator, Sequence

WORDS = [
    "the", "asked", "for", "Hi", "Thanks Mary", "Dear Ravi", "back", "Monday", "Warehouse", "at",
    "I", "a", "de", "Mr.", "O'Brien", "New York", "Los Angeles,", "thanks", "-", "J.", "I-9s;",
    "PA.", "Background:", "long-term",
]  # fmt: skip
BETWEEN = [
    " ", " ", " ", " ", ", ", ",", "\n", " \n", "  ", "-", "/", " (", ") ", '" ', ". ", "|", " | ",
    "\u2019s ", "\xa0", "; ",
]  # fmt: skip
INSIDE = [" X. ", "  ", "\n", " Ann ", ".", "-"]
CASES: list[Callable[[str], str]] = [str, str, str, str.upper, str.lower, str.title]


def joined_texts(people: Sequence[str], count: int, seed: int = 7) -> Iterator[str]:
    """Some texts of one to eight parts, two of five a name in one of its forms."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = (
            _form_of(chance.choice(people), chance) if chance.random() < 0.4
            else chance.choice(WORDS)
            for _ in range(chance.randint(1, 8))
        )  # fmt: skip
        yield "".join(part + chance.choice(BETWEEN) for part in parts)


def _form_of(name: str, chance: random.Random) -> str:
    first, *_, last = name.split(" ")
    forms = [
        name, name, first, last, f"{last}, {first}", f"{last},{first}",
        first + chance.choice(INSIDE) + last,
    ]  # fmt: skip
    return chance.choice(CASES)(chance.choice(forms))
