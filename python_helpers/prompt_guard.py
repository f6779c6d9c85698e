"""A guard between a program and a language model: no prompt leaves with personal data in it.

    guard = PromptGuard.of_release()
    if guard.check(prompt): ...        # types and places, never the values
    answer = client.complete(guard.redact(prompt))

It knows the rules of personal data (var pii_patterns), the lists of names, and, through the tokens
of a release, everyone in the lakehouse: it holds the masking key and tokens, no name. Without a
key, without a release or with another release's key there is no guard: it fails closed, unless
`PromptGuard.of_patterns()` is asked for.

    python -m python_helpers.prompt_guard [--patterns-only] [--redact] [--release DIR] < prompt

Exit 0: nothing found (or, with --redact, the redacted text is on stdout). Exit 1: findings, each a
line of JSON: type, start and end in characters, rule. Exit 2: it could not be judged; stderr says
why and what to do.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import yaml

from python_helpers import keys, known_names, names, patterns
from python_helpers.patterns import Finding

PUBLISHED_ENV_VAR = "STAFFING_PUBLISHED_DIR"
DATABASE = "staffing.duckdb"
# Types that readers of a text know; others stand behind REDACTED (macros/pii/masked_match.sql).
LABELS = {"PHONE", "EMAIL", "SSN", "CREDIT_CARD", "URL", "IP", "HANDLE", "STREET_ADDRESS", "DOB",
          "PERSON"}  # fmt: skip
NAME_TOKEN = "S35"  # nm_ and 32 hex digits


class NoGuard(Exception):
    """The guard cannot be made; the message says why and what to do."""


class KnownPeople:
    """Everyone in a release, as tokens; a form of a name is known by its own token."""

    def __init__(self, release: Path, key: bytes) -> None:
        """Read a release's tokens. Raises NoGuard when it has none, or none of this key."""
        database = release / DATABASE
        if not database.is_file():
            raise NoGuard(f"there is no release in {release}: run `make build`, or name one")
        try:
            with duckdb.connect(str(database), read_only=True) as connection:
                people = connection.execute(
                    "select alias_token, name_token, key_id from masking.known_people"
                ).fetchnumpy()
                words = connection.execute(
                    "select word_token, is_first_name, is_surname from masking.known_name_words"
                ).fetchall()
        except duckdb.Error as error:
            raise NoGuard(
                f"the release in {release} has no tokens of people "
                f"({type(error).__name__}): build a new one with `make build`"
            ) from None
        if not len(people["alias_token"]) or not words:
            raise NoGuard(f"the release in {release} knows nobody: it was built without masks")
        found, expected = set(people["key_id"]), keys.pads(key).key_id
        if found != {expected}:
            raise NoGuard(
                f"the release in {release} was made with the key {', '.join(sorted(found))}, "
                f"and this is the key {expected}: use the key that it was made with"
            )
        self.key = key
        # 64 of a token's bits, sorted: two of a million names share them once in 10^7 lakehouses.
        self.aliases = np.array(
            [int(token[3:19], 16) for token in people["alias_token"]], np.uint64
        )
        self.persons = np.array(people["name_token"], NAME_TOKEN)
        order = np.argsort(self.aliases)
        self.aliases, self.persons = self.aliases[order], self.persons[order]
        self.words = {token: (first, last) for token, first, last in words}

    def word(self, normal: str) -> tuple[bool, bool] | None:
        """Whether a word is somebody's first name, or surname; None when nobody has it."""
        return self.words.get(keys.token(self.key, "word", normal))

    def token(self, full_name: str) -> str | None:
        """The token of the person whose name this is a form of; None when nobody's."""
        alias = np.uint64(int(keys.token(self.key, "name", full_name)[3:19], 16))
        place = int(np.searchsorted(self.aliases, alias))
        if place == len(self.aliases) or self.aliases[place] != alias:
            return None
        return str(self.persons[place].decode())


class PromptGuard:
    """Finds and redacts the personal data in a text."""

    def __init__(
        self, variables: dict[str, Any], people: known_names.People, key: bytes | None
    ) -> None:
        """A guard with a project's vars; `key` makes the tokens of e-mails and phones."""
        self.patterns = patterns.Patterns(variables)
        self.names = names.Names(variables, known_names.load_lists(), people)
        self.key = key

    @classmethod
    def of_release(cls, release: Path | None = None, key: bytes | None = None) -> "PromptGuard":
        """The guard that knows everyone in a release: the current one, and the project's key.

        Raises NoGuard when there is no release or no key, or when they do not belong together.
        """
        try:
            key = keys.load_key() if key is None else key
        except keys.KeyProblem as problem:
            raise NoGuard(str(problem)) from None
        published = Path(os.environ.get(PUBLISHED_ENV_VAR) or "published")
        release = published / "current" if release is None else release
        return cls(project_variables(), KnownPeople(release, key), key)

    @classmethod
    def of_patterns(cls) -> "PromptGuard":
        """The guard that knows rules and lists alone: no key, no release, and nobody by name."""
        return cls(project_variables(), known_names.Nobody(), None)

    def check(self, text: str, own_name: str = "") -> list[Finding]:
        """The personal details in a text, in order and apart; `own_name` is its writer's."""
        return [finding for finding, _token in self._find(text, own_name)]

    def redact(self, text: str, own_name: str = "") -> str:
        """The text with a placeholder for every personal detail."""
        pieces, last = [], 0
        for finding, token in self._find(text, own_name):
            pieces += [text[last : finding.start], _placeholder(finding.type, token)]
            last = finding.end
        return "".join([*pieces, text[last:]])

    def _find(self, text: str, own_name: str) -> list[tuple[Finding, str | None]]:
        found: list[tuple[Finding, str | None]] = []
        blanked, last = [], 0
        for finding in self.patterns.find(text):
            value = patterns.tokenised(finding, text) if self.key else None
            token = keys.token(self.key, *value) if self.key and value else None
            found.append((finding, token))
            # As long as what it stands for, and no word to the search for names.
            filler = "[" + "X" * (finding.end - finding.start - 2) + "]"
            blanked += [text[last : finding.start], filler]
            last = finding.end
        blanked.append(text[last:])
        found += self.names.find("".join(blanked), own_name)
        return sorted(found, key=lambda one: one[0])


def project_variables() -> dict[str, Any]:
    """The vars of the dbt project."""
    variables: dict[str, Any] = yaml.safe_load(patterns.PROJECT_FILE.read_text("utf-8"))["vars"]
    return variables


def _placeholder(kind: str, token: str | None) -> str:
    label = kind if kind in LABELS else f"REDACTED:{kind}"
    return f"[{label}:{token}]" if token else f"[{label}]"


def main(arguments: list[str]) -> int:
    """The command line; see the module."""
    parser = argparse.ArgumentParser(prog="python -m python_helpers.prompt_guard")
    parser.add_argument("--patterns-only", action="store_true", help="need no key and no release")
    parser.add_argument("--redact", action="store_true", help="print the redacted text")
    parser.add_argument("--release", type=Path, help="a release's folder; default: the current one")
    asked = parser.parse_args(arguments)
    try:
        guard = (PromptGuard.of_patterns() if asked.patterns_only
                 else PromptGuard.of_release(asked.release))  # fmt: skip
        text = sys.stdin.buffer.read().decode("utf-8")
    except NoGuard as problem:
        print(f"prompt guard: {problem}", file=sys.stderr)
        return 2
    except UnicodeDecodeError as problem:
        print(f"prompt guard: the prompt is not UTF-8 (byte {problem.start})", file=sys.stderr)
        return 2
    if asked.redact:
        sys.stdout.write(guard.redact(text))
        return 0
    findings = guard.check(text)
    for finding in findings:
        print(json.dumps({"type": finding.type, "start": finding.start, "end": finding.end,
                          "rule": finding.rule}))  # fmt: skip
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
