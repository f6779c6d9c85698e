"""People's names in texts: the SQL masks and the prompt guard find them, alike and well enough."""

import json
from pathlib import Path

import pytest
from joined_texts import joined_texts
from pii_score import (
    CORPORA,
    Score,
    guard_for,
    predictions_of_guard,
    predictions_of_sql,
    score,
)  # fmt: skip
from sql_redaction import People, SqlRedaction
from staffing_texts import CLEAN, KNOWN, LOWER_CASE, Text, texts

from python_helpers.prompt_guard import PromptGuard

PEOPLE = People(KNOWN)
LABELLED = texts()


@pytest.fixture(scope="module")
def guard() -> PromptGuard:
    return guard_for(PEOPLE)


@pytest.fixture(scope="module")
def sql(common: Path, tiny_lakehouse: Path) -> SqlRedaction:
    return SqlRedaction(common / "redaction", tiny_lakehouse, PEOPLE)


@pytest.fixture(scope="module", params=["sql", "guard"])
def scores(
    request: pytest.FixtureRequest, sql: SqlRedaction, guard: PromptGuard
) -> tuple[dict[str, Score], float]:
    found = (predictions_of_sql(sql, LABELLED) if request.param == "sql"
             else predictions_of_guard(guard, LABELLED))  # fmt: skip
    return score(LABELLED, found)


def test_a_known_person_is_found_however_the_name_is_written(
    scores: tuple[dict[str, Score], float],
) -> None:
    full = scores[0]["PERSON"]
    assert full["gold"] > 200
    assert full.recall >= 0.998
    assert full.leak <= 0.002
    assert full.precision >= 0.995


def test_a_known_name_in_lower_case_needs_no_other_text(sql: SqlRedaction) -> None:
    """Nowhere else it has capitals: forms are looked up for all texts at once."""
    name = next(name for name in KNOWN if LOWER_CASE.fullmatch(name) and name.count(" ") == 1)
    label = f"[PERSON:{PEOPLE.token_of(name.lower())}]"
    body = f"the crew saw {name.lower()} at the dock yesterday"
    found = sql.redact({"1": body}, {})["1"]
    assert found == f"the crew saw {label} at the dock yesterday"


def test_a_first_or_last_name_alone_is_found_where_its_person_is_known(
    scores: tuple[dict[str, Score], float],
) -> None:
    alone = scores[0]["NAME"]
    assert alone["gold"] > 100
    assert alone.recall >= 0.90
    assert alone.precision >= 0.85


def test_somebody_whom_no_stream_knows_is_found_by_the_lists(
    scores: tuple[dict[str, Score], float],
) -> None:
    assert scores[0]["LISTED"].recall == 1.0


def test_what_is_no_personal_data_stays(scores: tuple[dict[str, Score], float]) -> None:
    found, over = scores
    assert over <= 0.0005
    assert all(counts["right"] == counts["found"] for counts in found.values()), found


def test_sql_and_guard_redact_alike(sql: SqlRedaction, guard: PromptGuard) -> None:
    numbered = {str(number): text for number, text in enumerate(LABELLED)}
    found = sql.redact({key: text.text for key, text in numbered.items()},
                       {key: text.own_name for key, text in numbered.items()})  # fmt: skip
    for key, text in numbered.items():
        assert found[key] == guard.redact(text.text, text.own_name), text


def test_sql_leaves_nothing_that_the_guard_hides(sql: SqlRedaction, guard: PromptGuard) -> None:
    """SQL looks for names only where it sees a sign of one; the guard looks everywhere.

    A word that is a name at one place of a run SQL hides at each of its places in that run.
    """
    bodies = {str(number): text for number, text in enumerate(joined_texts(KNOWN, 4000))}
    found = sql.redact(bodies, {})
    by_guard = {key: guard.redact(text) for key, text in bodies.items()}
    differing = [key for key, text in by_guard.items() if found[key] != text]
    assert len(differing) <= 0.002 * len(bodies), [bodies[key] for key in differing]
    assert [
        bodies[key] for key in differing
        if found[key].count("[PERSON") < by_guard[key].count("[PERSON")
    ] == []  # fmt: skip
    assert sum("[PERSON" in text for text in found.values()) > 0.4 * len(bodies)


@pytest.mark.pii
def test_sql_and_guard_redact_the_labelled_corpora_alike(
    sql: SqlRedaction, guard: PromptGuard
) -> None:
    bodies = {
        f"{corpus.stem}/{row['id']}": row["text"]
        for corpus in sorted(CORPORA.glob("*.jsonl"))
        for row in map(json.loads, corpus.read_text("utf-8").splitlines())
    }
    assert len(bodies) > 1000
    found = sql.redact(bodies, {})
    assert {key for key, text in bodies.items() if found[key] != guard.redact(text)} == set()


def test_the_text_is_whole_but_for_the_placeholders(sql: SqlRedaction) -> None:
    lines = dict(enumerate(CLEAN))
    assert sql.redact({str(key): line for key, line in lines.items()}, {}) == {
        str(key): line for key, line in lines.items()
    }
    odd = {
        "newlines": "Susan X. Ruiz\r\n\r\nline 2\n", "tabs": "\tSusan Ruiz\t|", "empty": "",
        "controls": "a\x1fb \x1e Susan Ruiz", "dots": "Ruiz, Susan X.,", "quotes": "'Susan Ruiz'",
        "wide": "名前 Susan Ruiz です", "accents": "Mari\u0301a Jose\u0301 Ferna\u0301ndez",
    }  # fmt: skip
    name = PEOPLE.token("susan x ruiz")
    other = PEOPLE.token("maria jose fernandez")
    assert sql.redact(odd, {}) == {
        "newlines": f"[PERSON:{name}]\r\n\r\nline 2\n", "tabs": f"\t[PERSON:{name}]\t|",
        "empty": "", "controls": f"a b \x1e [PERSON:{name}]", "dots": f"[PERSON:{name}].,",
        "quotes": f"'[PERSON:{name}]'", "wide": f"名前 [PERSON:{name}] です",
        "accents": f"[PERSON:{other}]",
    }  # fmt: skip


def test_redacted_once_is_redacted(sql: SqlRedaction, guard: PromptGuard) -> None:
    """A placeholder is no name, and hides none from a second look."""
    for text in LABELLED:
        once = guard.redact(text.text, text.own_name)
        assert guard.check(once) == [], once


def test_a_name_is_read_word_by_word(guard: PromptGuard) -> None:
    text = Text("Susan X. Ruiz met Ruiz, Susan; hi Trevor", [], "")
    assert [finding.rule for finding in guard.check(text.text)] == [
        "known_person", "known_person", "greeted_name"
    ]  # fmt: skip
