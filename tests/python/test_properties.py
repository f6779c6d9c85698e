# ruff: noqa: E501
"""Properties of masks, for any text: hypothesis makes batches of them, one query each."""

import re
import unicodedata
from pathlib import Path

import pytest
from dbt_run import KEY
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pii_score import guard_for
from sql_redaction import People, SqlRedaction
from staffing_texts import KNOWN

from python_helpers import keys, known_names
from python_helpers.prompt_guard import PromptGuard

# The same examples on every run, many a query; none is made smaller, as that takes minutes.
batches = settings(max_examples=12, deadline=None, derandomize=True, database=None,
                   phases=[Phase.generate])  # fmt: skip
PEOPLE = People(KNOWN)
TOKEN = re.compile("(?:nm|em|ph)_[0-9a-f]{32}")
PLACEHOLDER = re.compile(r"\[(?:REDACTED:)?[A-Z_]+(?::(?:nm|em|ph)_[0-9a-f]{32})?\]")
PIECES = [
    *KNOWN[:8], "Susan", "Ruiz", "Mr. ", "Hi ", " from ", "415", "555-2671", "(415) 555-2671", "x12",
    "123-45-6789", "SSN: ", "4111 1111 1111 1111", "a.b@mail.example", "@", "joe at gmail dot com",
    "www.x.example/a", "10.1.2.3", "[", "]", "[EMAIL]", "[PERSON:nm_", "nm_" + "0" * 32, "\x1f", "\n",
    " ", ", ", ". ", "-", "_", "é", "o\u0301", "\u202e", "\u200b", "😍", "İ", "ß", "\0", "12 Main St",
]  # fmt: skip
PARTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=9)
TEXT = PARTS.map("".join)
TEXTS = st.lists(TEXT, min_size=60, max_size=60)
# Details that are glued to each other are another matter: what one mask uncovers the leak checks
# find, and block.
SEPARATE = st.lists(PARTS.map(" | ".join), min_size=60, max_size=60)
WORD = st.text("abcdefghijklmnopqrstuvwxyzáéñö", min_size=1, max_size=9)
PHONE = st.from_regex("[2-9][0-8][0-9][2-9][0-9]{6}", fullmatch=True)
DETAILS = ["ann.lee+x@mail.example", "(415) 555-2671", "+1 415-555-2671", "123-45-6789"]
# What may stand next to a detail and is no part of it, whatever else is around.
APART = st.sampled_from([" ", "\n", "\t", ", ", ": ", "; ", " (", ") ", "\u00a0", "|", '"', " 😍 "])


@pytest.fixture(scope="module")
def sql(common: Path, tiny_lakehouse: Path) -> SqlRedaction:
    return SqlRedaction(common / "redaction", tiny_lakehouse, PEOPLE)


@pytest.fixture(scope="module")
def guard() -> PromptGuard:
    return guard_for(PEOPLE)


def redacted(sql: SqlRedaction, texts: list[str]) -> list[str]:
    found = sql.redact({str(number): text for number, text in enumerate(texts)}, {})
    return [found[str(number)] for number in range(len(texts))]


def without_tokens(text: str) -> str:
    return re.sub(":(?:nm|em|ph)_[0-9a-f]{32}", "", text)


def test_a_token_has_its_form_or_is_null(sql: SqlRedaction) -> None:
    @batches
    @given(TEXTS)
    def holds(values: list[str]) -> None:
        for value, (name, email, phone, normal, again) in zip(
            values, sql.tokens_of(values), strict=True
        ):
            assert normal == again == (known_names.normalise_name(value) or None)
            assert (name is None) == (normal is None)
            assert name is None or name == keys.token(
                KEY, "name", known_names.normalise_name(value)
            )
            assert (email is None) == (value.replace("\0", "").strip(" ") == "")
            assert all(TOKEN.fullmatch(token) for token in (name, email, phone) if token)

    holds()


def forms_of(first: str, last: str, ten: str) -> tuple[list[str], list[str], list[str]]:
    """One name, one e-mail and one phone, each as different writers have it."""
    name, mail = f"{first} {last}", f"{first}.{last}@mail.example"
    area, exchange, line = ten[:3], ten[3:6], ten[6:]
    return (
        [name, name.upper(), f"  {name.title()} ", f"{first}-{last}.", f"{first},   {last}",
         unicodedata.normalize("NFD", name), f"{first}\0 {last}"],
        [mail, mail.upper(), f" {mail}  ", unicodedata.normalize("NFD", mail), f"{mail}\0"],
        [ten, f"+1{ten}", f"1-{area}-{exchange}-{line}", f"({area}) {exchange}-{line}", f"{ten}.0",
         f"{area}.{exchange}.{line} x12", f" {area} {exchange} {line} "],
    )  # fmt: skip


def test_one_value_has_one_token_in_every_form(sql: SqlRedaction) -> None:
    @batches
    @given(st.lists(st.tuples(WORD, WORD, PHONE), min_size=20, max_size=20))
    def holds(people: list[tuple[str, str, str]]) -> None:
        forms = [form for person in people for kind in forms_of(*person) for form in kind]
        found = iter(sql.tokens_of(forms))
        for first, last, ten in people:
            as_name, as_mail, as_phone = (
                {next(found)[place] for _ in kind}
                for place, kind in enumerate(forms_of(first, last, ten))
            )
            assert (len(as_name), len(as_mail)) == (1, 1), (first, last)
            assert as_phone == {keys.token(KEY, "phone", f"+1{ten}")}, ten

    holds()


def test_two_values_have_two_tokens_and_kinds_none_in_common(sql: SqlRedaction) -> None:
    @batches
    @given(TEXTS)
    def holds(values: list[str]) -> None:
        found = sql.tokens_of(values)
        by_name = {(row[3], row[0]) for row in found if row[0]}
        assert len(by_name) == len({name for name, _ in by_name}) == len({t for _, t in by_name})
        tokens = [{(row[kind] or "")[3:] for row in found} - {""} for kind in range(3)]
        assert not tokens[0] & tokens[1] | tokens[1] & tokens[2] | tokens[0] & tokens[2]

    holds()


def test_what_is_redacted_is_redacted_for_good_and_alike(
    sql: SqlRedaction, guard: PromptGuard
) -> None:
    @batches
    @given(SEPARATE)
    def holds(texts: list[str]) -> None:
        once = redacted(sql, texts)
        for text, body, same in zip(texts, once, redacted(sql, once), strict=True):
            assert (text, body) == (text, same)
            assert (text, body) == (text, guard.redact(text.replace("\x1f", " ")))

    holds()


def test_any_text_is_redacted_alike_and_else_left_as_it_is(
    sql: SqlRedaction, guard: PromptGuard
) -> None:
    @batches
    @given(TEXTS)
    def holds(texts: list[str]) -> None:
        plain = [text.replace("\x1f", " ") for text in texts]  # SQL's own mark
        for text, body in zip(plain, redacted(sql, texts), strict=True):
            # In glued words the two may find another person's form first: never another place.
            assert without_tokens(body) == without_tokens(guard.redact(text)), text
            place = 0
            for kept in PLACEHOLDER.split(body):  # in its order, each piece stands in the text
                found = text.find(kept, place)
                assert found >= 0, (text, body)
                place = found + len(kept)

    holds()


def test_a_planted_detail_is_gone_whatever_is_around_it(
    sql: SqlRedaction, guard: PromptGuard
) -> None:
    @batches
    @given(st.lists(st.tuples(TEXT, APART, st.sampled_from(DETAILS), APART, TEXT),
                    min_size=60, max_size=60))  # fmt: skip
    def holds(parts: list[tuple[str, ...]]) -> None:
        texts = ["".join(part) for part in parts]
        for (_, _, detail, _, _), body, text in zip(
            parts, redacted(sql, texts), texts, strict=True
        ):
            assert detail not in body, text
            assert guard.check(text), text

    holds()
