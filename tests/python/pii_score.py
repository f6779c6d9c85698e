"""How much personal data the SQL masks and the prompt guard find in labelled text.

`make pii-score` prints the tables: over our own staffing texts (staffing_texts.py), and over the
corpora of ../shared/pii with that folder's own scorer, where it is there.
"""

import importlib.util
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from dbt_run import ROOT, SHARED
from sql_redaction import People, SqlRedaction
from staffing_texts import KNOWN, Text, texts

from python_helpers.prompt_guard import PromptGuard, project_variables

CORPORA = SHARED / "pii"
Spans = list[tuple[int, int, str]]
PLACEHOLDER = re.compile(r"\[(?:REDACTED:)?([A-Z_]+)(?::[a-z]{2}_[0-9a-f]{32})?\]")
# What a label is found as. A name found as any PERSON is found.
FOUND_AS = {"NAME": "PERSON", "LISTED": "PERSON"}


def spans_of(text: str, redacted: str) -> Spans:
    """The spans of a text that the placeholders of its redacted form stand for.

    Raises ValueError when the rest of it is not the text.
    """
    spans: Spans = []
    place = last = 0
    for mark in PLACEHOLDER.finditer(redacted):
        between = redacted[last : mark.start()]
        start = text.find(between, place) if spans else 0
        if not text.startswith(between, start) or (not spans and start):
            raise ValueError("the redacted text is another text")
        if spans:
            spans[-1] = (spans[-1][0], start, spans[-1][2])
        spans.append((start + len(between), len(text), mark[1]))
        place, last = start + len(between) + 1, mark.end()
    tail = redacted[last:]
    if not text.endswith(tail):
        raise ValueError("the redacted text is another text")
    if spans:
        spans[-1] = (spans[-1][0], len(text) - len(tail), spans[-1][2])
    return spans


class Score(Counter[str]):
    """Of one label: gold, hit, leaked; of what was found as it: found, right."""

    @property
    def recall(self) -> float:
        return self["hit"] / self["gold"]

    @property
    def leak(self) -> float:
        return self["leaked"] / self["gold"]

    @property
    def precision(self) -> float:
        return self["right"] / self["found"] if self["found"] else 1.0


def score(labelled: list[Text], predictions: list[Spans]) -> tuple[dict[str, Score], float]:
    """The score by label, and the share of unlabelled characters that were redacted.

    A label is hit when something of its type touches it, and leaked when a letter or a digit of
    it is left. What is found counts for the label that it touches; as PERSON when it is a name
    and touches none.
    """
    scores: dict[str, Score] = {}
    over = clean = 0
    for text, spans in zip(labelled, predictions, strict=True):
        covered = bytearray(len(text.text))
        for start, end, _kind in spans:
            covered[start:end] = b"\1" * (end - start)
        for start, end, label in text.details:
            counts = scores.setdefault(label, Score())
            wanted = FOUND_AS.get(label, label)
            counts["gold"] += 1
            counts["hit"] += any(a < end and start < b and kind == wanted for a, b, kind in spans)
            counts["leaked"] += any(
                not covered[place] and text.text[place].isalnum() for place in range(start, end)
            )
        for start, end, kind in spans:
            touched = [label for a, b, label in text.details if a < end and start < b]
            label = touched[0] if touched else kind
            counts = scores.setdefault(label, Score())
            counts["found"] += 1
            counts["right"] += FOUND_AS.get(label, label) == kind and bool(touched)
        labelled_places = {p for start, end, _ in text.details for p in range(start, end)}
        clean += len(text.text) - len(labelled_places)
        over += sum(1 for p in range(len(text.text)) if covered[p] and p not in labelled_places)
    return scores, over / clean


def guard_for(people: People) -> PromptGuard:
    """A prompt guard that knows some people."""
    return PromptGuard(project_variables(), people, people.key)


def predictions_of_sql(sql: SqlRedaction, labelled: list[Text]) -> list[Spans]:
    """What the SQL masks find, as spans."""
    numbered = {str(number): text for number, text in enumerate(labelled)}
    redacted = sql.redact({key: text.text for key, text in numbered.items()},
                          {key: text.own_name for key, text in numbered.items()})  # fmt: skip
    return [spans_of(text.text, redacted[key]) for key, text in numbered.items()]


def predictions_of_guard(guard: PromptGuard, labelled: list[Text]) -> list[Spans]:
    """What the prompt guard finds, as spans."""
    return [[(found.start, found.end, found.type) for found in guard.check(one.text, one.own_name)]
            for one in labelled]  # fmt: skip


def load_scorer() -> ModuleType:
    """The scorer that lies beside the labelled corpora."""
    spec = importlib.util.spec_from_file_location("pii_scorer", CORPORA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def _print_table(title: str, scores: Mapping[str, Score], over: float) -> None:
    print(f"\n{title}: {over:.3%} of the other characters redacted")
    print(f"{'type':<16}{'labelled':>9}{'found':>7}{'recall':>8}{'leak':>8}{'precision':>10}")
    for label, counts in sorted(scores.items()):
        if counts["gold"]:
            print(f"{label:<16}{counts['gold']:>9}{counts['found']:>7}{counts.recall:>8.3f}"
                  f"{counts.leak:>8.2%}{counts.precision:>10.3f}")  # fmt: skip
        else:
            print(f"{label:<16}{0:>9}{counts['found']:>7}  labelled nowhere")


def main() -> None:
    """Print the tables."""
    import json

    people = People(KNOWN)
    guard = guard_for(people)
    labelled = texts()
    with tempfile.TemporaryDirectory() as folder:
        sql = SqlRedaction(Path(folder) / "compiled", ROOT / "sample_lakehouse", people)
    for title, predictions in (
        ("SQL masks", predictions_of_sql(sql, labelled)),
        ("prompt guard", predictions_of_guard(guard, labelled)),
    ):
        _print_table(f"{len(labelled)} staffing texts, {title}", *score(labelled, predictions))
    if not CORPORA.is_dir():
        print(f"\nThe labelled corpora are not there ({CORPORA.name}/): ours alone were scored.")
        return
    scorer = load_scorer()
    types = {"EMAIL", "PHONE", "SSN", "CREDIT_CARD", "URL", "IP", "HANDLE"}
    for corpus in sorted(CORPORA.glob("*.jsonl")):
        rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines() if line]
        bodies = {str(row["id"]): row["text"] for row in rows}
        masked = sql.redact(bodies, {})
        for title, found in (
            ("SQL masks", {row["id"]: {"redacted": masked[str(row["id"])]} for row in rows}),
            ("prompt guard", {row["id"]: {"redacted": guard.redact(row["text"])} for row in rows}),
        ):
            results = scorer.score(str(corpus), found, us=True, only=types)
            print()
            scorer.show(f"{corpus.stem}, {title}", *results)


if __name__ == "__main__":
    main()
