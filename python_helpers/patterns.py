"""The rules of personal data in text (var pii_patterns), for Python.

The same list, order, proofs and engine (RE2) as the SQL masks have: a test holds both against one
table of vectors. Where matches begin at one place the first rule wins; no match begins inside
another.
"""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import re2
import yaml

PROJECT_FILE = Path(__file__).parents[1] / "dbt_project.yml"
OPTIONS = re2.Options()
OPTIONS.max_mem = 64 << 20  # all rules as one expression: RE2's default is 8 MB
KEEP = "KEEP"  # what a rule of this type matches is no personal data


class Finding(NamedTuple):
    """A personal detail in a text: its span in characters, its type and the rule that found it."""

    start: int
    end: int
    type: str
    rule: str


class Rule(NamedTuple):
    """One rule; `whole` has the groups before, value, after, `must_match` judges the value."""

    name: str
    type: str
    whole: Any
    must_match: Any
    is_proven: Callable[[str], bool]


def is_luhn(number: str) -> bool:
    """Whether a card number's check digit is right (ISO/IEC 7812-1)."""
    digits = [int(sign) for sign in reversed(number) if sign in "0123456789"]
    doubled = (digit if place % 2 == 0 else sum(divmod(2 * digit, 10))
               for place, digit in enumerate(digits))  # fmt: skip
    return sum(doubled) % 10 == 0


def is_mod97(number: str) -> bool:
    """Whether an IBAN's check digits are right (ISO 13616)."""
    compact = number.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


# A whole NANP number in any written form, as macros/pii/masked_match.sql takes it apart.
NUMBER = re2.compile(
    "[^0-9]*(?:011|00)?[^0-9]*1?[^0-9]*([2-9][0-8][0-9])[^0-9]*([2-9][0-9]{2})[^0-9]*([0-9]{4})"
)
AT = re2.compile(r"(?i: at | ?[(\[]at[)\]] ?)")
DOT = re2.compile(r"(?i: dot | ?[(\[]dot[)\]] ?)")


def tokenised(finding: Finding, text: str) -> tuple[str, str] | None:
    """The kind and the normalised value that a finding's token is made from; None without one."""
    value = text[finding.start : finding.end]
    if finding.type == "EMAIL":
        if "@" not in value:
            value = DOT.sub(".", AT.sub("@", value))
        return "email", unicodedata.normalize("NFC", value).strip(" ").lower()
    number = NUMBER.match(value) if finding.type == "PHONE" else None
    if number is None or finding.rule == "phone_abroad":
        return None
    return "phone", f"+1{number[1]}{number[2]}{number[3]}"


PROOFS: dict[str | None, Callable[[str], bool]] = {
    None: lambda _value: True,
    "luhn": is_luhn,
    "mod97": is_mod97,
}


class Patterns:
    """All rules, compiled."""

    def __init__(self, variables: dict[str, Any]) -> None:
        """Compile the rules of a project's vars. Raises KeyError for an unknown proof."""
        fragments: dict[str, str] = variables["pii_fragments"]
        self.rules = [_rule(entry, fragments) for entry in variables["pii_patterns"]]
        anything = "|".join(
            filled_in(_expression(entry), fragments) for entry in variables["pii_patterns"]
        )
        self.anything = re2.compile(anything, OPTIONS)

    def find(self, text: str) -> Iterator[Finding]:
        """The personal details in a text, in order and apart."""
        for match in self.anything.finditer(text):
            yield from self._judge(match)

    def _judge(self, match: Any) -> Iterator[Finding]:
        """The detail that a match is, by the first rule that it satisfies; nothing for none."""
        for rule in self.rules:
            parts = rule.whole.fullmatch(match[0])
            if parts is None:
                continue
            value = parts["value"]
            if rule.must_match is not None and not rule.must_match.fullmatch(value):
                continue
            if not rule.is_proven(value):
                continue
            if rule.type != KEEP:
                start = match.start() + parts.start(rule.whole.groupindex["value"])
                yield Finding(start, start + len(value), rule.type, rule.name)
            return


def load(project_file: Path = PROJECT_FILE) -> Patterns:
    """The rules of a dbt project file."""
    return Patterns(yaml.safe_load(project_file.read_text("utf-8"))["vars"])


def _expression(entry: dict[str, Any], value: str = "(?:{})") -> str:
    middle = value.format("|".join(entry["value"]))
    return f"{entry.get('before', '')}{middle}{entry.get('after', '')}"


def _rule(entry: dict[str, Any], fragments: dict[str, str]) -> Rule:
    must_match = entry.get("must_match")
    return Rule(
        entry["rule"],
        entry["type"],
        re2.compile(filled_in(_expression(entry, "(?P<value>{})"), fragments)),
        re2.compile(must_match) if must_match else None,
        PROOFS[entry.get("proof")],
    )


def filled_in(pattern: str, fragments: dict[str, str]) -> str:
    """A regular expression with the fragments in place of their names."""
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", fragment)
    return pattern
