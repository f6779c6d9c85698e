"""The rules of personal data: the same matches in SQL and in Python, and how good they are."""

import json
import re
from pathlib import Path

import pytest
from pii_score import CORPORA, load_scorer
from pii_vectors import NEGATIVE, POSITIVE, VECTORS, Vector, read
from sql_redaction import People, SqlRedaction

from python_helpers import patterns

# Readers of the labels know these by their names; other types stand behind REDACTED.
LABEL = {"IBAN", "BANK_ACCOUNT", "PASSPORT", "DRIVER_LICENSE"}


@pytest.fixture(scope="session")
def rules() -> patterns.Patterns:
    return patterns.load()


@pytest.fixture(scope="module")
def sql(common: Path, tiny_lakehouse: Path) -> SqlRedaction:
    return SqlRedaction(common / "redaction", tiny_lakehouse, People([]))


def without_details(vector: Vector) -> str:
    """A vector's text as the masks should leave it, tokens left out."""
    text, last = "", 0
    for start, end, kind in vector.details:
        label = f"[REDACTED:{kind}]" if kind in LABEL else f"[{kind}]"
        text += vector.text[last:start] + label
        last = end
    return text + vector.text[last:]


@pytest.mark.parametrize("marked", POSITIVE + NEGATIVE)
def test_python_finds_what_a_vector_marks(marked: str, rules: patterns.Patterns) -> None:
    vector = read(marked)
    assert [finding[:3] for finding in rules.find(vector.text)] == vector.details


def test_sql_masks_what_the_vectors_mark(sql: SqlRedaction) -> None:
    found = sql.redact_patterns({vector.text: vector.text for vector in VECTORS})
    for vector in VECTORS:
        body, kind = found[vector.text]
        assert re.sub(":[a-z]{2}_[0-9a-f]{32}", "", body) == without_details(vector)
        assert kind == (vector.details[0].type if vector.details else None)


def test_what_is_masked_is_masked_for_good(sql: SqlRedaction) -> None:
    found = sql.redact_patterns({vector.text: vector.text for vector in VECTORS})
    once = {text: body for text, (body, _) in found.items()}
    again = sql.redact_patterns(once)
    assert {key: body for key, (body, _) in again.items()} == once


def test_a_text_holds_what_its_lines_hold(rules: patterns.Patterns) -> None:
    """Broken at any place, no detail goes over the end of a line: P03 looks at each line once."""
    for text in (vector.text for vector in VECTORS):
        for place in range(len(text)):
            lines = [text[:place], text[place:]]
            of_lines = [finding.type for line in lines for finding in rules.find(line)]
            assert [finding.type for finding in rules.find("\n".join(lines))] == of_lines


def test_a_text_without_anything_stays_without_anything(sql: SqlRedaction) -> None:
    found = sql.redact_patterns({"a": "", "b": " "})
    assert [(body, kind is None) for body, kind in found.values()] == [("", True), (" ", True)]


def test_check_digits() -> None:
    assert patterns.is_luhn("4111 1111 1111 1111")
    assert not patterns.is_luhn("4111 1111 1111 1112")
    assert patterns.is_mod97("GB82 WEST 1234 5698 7654 32")
    assert not patterns.is_mod97("GB82 WEST 1234 5698 7654 33")


# The least recall, the most leaked and the least precision, over all labelled corpora together.
TARGETS = {
    "EMAIL": (1.0, 0.0, 0.99),
    "PHONE": (0.998, 0.002, 0.99),
    "SSN": (1.0, 0.0, 0.995),
    "CREDIT_CARD": (0.995, 0.005, 0.998),
    "URL": (0.995, 0.005, 0.98),
    "IP": (0.995, 0.005, 0.98),
}


@pytest.mark.pii
@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("engine", ["sql", "python"])
def test_the_labelled_corpora_are_masked(
    engine: str,
    kind: str,
    sql: SqlRedaction,
    rules: patterns.Patterns,
) -> None:
    scorer = load_scorer()
    gold = hit = leaked = predicted = right = 0
    for corpus in sorted(CORPORA.glob("*.jsonl")):
        rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines() if line]
        texts = {row["id"]: row["text"] for row in rows}
        predictions: dict[str, dict[str, object]]
        if engine == "sql":
            masked = sql.redact_patterns(texts)
            predictions = {key: {"redacted": body} for key, (body, _) in masked.items()}
        else:
            predictions = {
                key: {"spans": [finding[:3] for finding in rules.find(text)]}
                for key, text in texts.items()
            }
        scores, _over, unaligned, _samples = scorer.score(str(corpus), predictions, us=True)
        assert unaligned == 0
        if kind in scores:
            score = scores[kind]
            gold += score["gold"]
            hit += round((score["R"] or 0) * score["gold"])
            leaked += round((score["leak"] or 0) * score["gold"])
            if score["P"] is not None:
                predicted += score["pred"]
                right += score["pred"] - score["fp"]
    recall, leak, precision = TARGETS[kind]
    assert gold
    assert hit / gold >= recall
    assert leaked / gold <= leak
    assert right / predicted >= precision
