"""The rules of personal data on Spark: the same matches, masks and tokens as in DuckDB.

Both run the project's macros: what dbt compiles for DuckDB, and that same text as Spark SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
import re2
from dbt_run import KEY
from pii_score import CORPORA
from pii_vectors import VECTORS
from spark_engine import start_session
from sql_redaction import People, SqlRedaction

from python_helpers import keys
from python_helpers.spark import dialect
from python_helpers.spark.java_regex import java_pattern

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]

# Signs on which engines part ways: letters that fold with others, that are no word's in ASCII,
# that end a line, that are written in two parts, beyond the first plane.
ODD = [
    "\u017f\u017fn: 123-45-6789, S\u017fN 123-45-6789, SoCIAL security 987654321",
    "s\u212aype: a.b_c, boo\u212a 12, PAS\u017fPORT C03005988, \u0130ban, \u0131p 10.0.0.7",
    "a\u00f1os4155552671 \u00e94155552671\u00e9 \u00e9 4155552671\u00df 10.0.0.7\u00e9",
    "call\u00e9 415-555-2671\u0301, e\u0301@example.org, jose\u0301.di\u0301az@example.org",
    "SSN 123-45-6789\n", "SSN\r123-45-6789\r\n415-555-2671\u2028", "415-555-2671\u0085",
    "\U0001f600415-555-2671\U0001f600 www.\U0001f600.org/x @\U0001f600handle @handle\U0001f600",
    "\u0661\u0662\u0663-45-6789 \uff11\uff12\uff13-45-6789 4\u20111\u20111",
    "a&&b@example.org [x]@example.org a[b]c ^@x $@y \\@z \\1 $1 $$ {1} (415) 555-2671) ((",
    "https://example.org/\u017f\u212a?x=[1]&&y=^ (415)\u00a0555\u00a02671",
    "John AT GMAIL dot COM, john [AT] \u212areme [dot] io", "", " ", "\n", "'", "\\",
]  # fmt: skip

PATTERNS = [
    (r"\bx", "\u00e9x"), ("(?i:s)k", "\u017fk"), ("(?i:k)s", "\u212as"), ("(?i:k)", "K"),
    ("x$", "x\n"), (".", "\r"), (".", "\u2028"), (".", "\n"), ("(?s).", "\n"),
    ("[[]", "["), ("[]]", "]"), ("[^]x]", "]"), ("[a&&b]", "&"), ("[+^]", "^"),
    ("(?i:[^s])", "\u017f"), ("(?i:[a-z])", "\u212a"), ("[a-z]", "\u212a"), ("(?i:i)", "\u0131"),
    ("(?i:a(?:s|t))s", "A\u017f\u017f"), ("(?P<one>x)", "x"), ("a|ab", "ab"), ("(?:a|ab)$", "ab"),
]  # fmt: skip

# Capitals new in Unicode 16 and 17: Spark knows their small letters, DuckDB does not yet.
NEW_CAPITALS = {
    *map(chr, range(0x10D50, 0x10D66)),  # Garay
    *map(chr, range(0x16EA0, 0x16EB9)),  # Beria Erfe
    *"\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc",
}


class SparkRedaction:
    """The same queries as SqlRedaction's, on Spark."""

    def __init__(self, session: SparkSession, model: SqlRedaction) -> None:
        known = dialect.functions(model.functions)
        self.session = session
        self.queries = [dialect.to_spark(query, known) for query in (model.patterns, model.types)]
        pads = keys.pads(KEY)
        session.createDataFrame(
            [(bytearray(pads.inner), bytearray(pads.outer))], "inner_pad binary, outer_pad binary"
        ).createOrReplaceTempView("pii_key")

    def redact_patterns(self, texts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Each text without what the rules find, and the type of its first detail."""
        rows = self.session.createDataFrame(list(texts.items()), "row_key string, body string")
        rows.createOrReplaceTempView("texts")
        bodies, types = (
            {row[0]: row[1] for row in self.session.sql(query).collect()} for query in self.queries
        )
        return {key: (bodies[key], types[key]) for key in texts}


@pytest.fixture(scope="module")
def duckdb_redaction(
    tiny_lakehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> SqlRedaction:
    return SqlRedaction(tmp_path_factory.mktemp("compiled"), tiny_lakehouse, People([]))


@pytest.fixture(scope="module")
def spark_redaction(
    duckdb_redaction: SqlRedaction, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SparkRedaction]:
    session = start_session(tmp_path_factory.mktemp("spark"))
    yield SparkRedaction(session, duckdb_redaction)
    session.stop()


def test_the_vectors_are_masked_as_in_duckdb(
    duckdb_redaction: SqlRedaction, spark_redaction: SparkRedaction
) -> None:
    texts = {text: text for text in [*(vector.text for vector in VECTORS), *ODD]}
    expected = duckdb_redaction.redact_patterns(texts)
    assert spark_redaction.redact_patterns(texts) == expected
    assert sum(body != text for text, (body, _) in expected.items()) > 30


@pytest.mark.pii
def test_the_labelled_corpora_are_masked_as_in_duckdb(
    duckdb_redaction: SqlRedaction, spark_redaction: SparkRedaction
) -> None:
    texts = {
        f"{corpus.name}/{row['id']}": row["text"]
        for corpus in sorted(CORPORA.glob("*.jsonl"))
        for row in map(json.loads, filter(None, corpus.read_text("utf-8").splitlines()))
    }
    expected, found = (
        engine.redact_patterns(texts) for engine in (duckdb_redaction, spark_redaction)
    )
    assert len(texts) > 1000
    assert [key for key in texts if found[key] != expected[key]] == []


def test_a_pattern_matches_as_in_re2(spark_redaction: SparkRedaction) -> None:
    query = "select regexp_extract(:text, :pattern, 0), :text rlike :pattern"
    found, expected = {}, {}
    for pattern, text in PATTERNS:
        match = re2.search(pattern, text)
        expected[pattern, text] = (match[0] if match else "", match is not None)
        args = {"text": text, "pattern": java_pattern(pattern)}
        (row,) = spark_redaction.session.sql(query, args=args).collect()
        found[pattern, text] = tuple(row)
    assert found == expected


def test_every_letter_in_small_is_duckdbs(spark_redaction: SparkRedaction) -> None:
    """All of Unicode, between capitals: Java has a small sigma of its own at the end of a word."""
    texts = [
        f"\u03a3{chr(code)}\u03a3" for code in range(1, 0x110000) if not 0xD800 <= code <= 0xDFFF
    ]
    query = "select body, lower(body) as small from texts"
    with duckdb.connect() as connection:
        rows = pa.table({"body": texts})
        expected = dict(connection.sql(query.replace("texts", "rows")).fetchall())
    spark_redaction.session.createDataFrame(rows).createOrReplaceTempView("texts")
    found = spark_redaction.session.sql(dialect.to_spark(query, {})).toArrow().to_pylist()
    # A set: of a million rows that differ, a comparison of dicts would print every one.
    differing = {row["body"][1] for row in found if row["small"] != expected[row["body"]]}
    assert differing == NEW_CAPITALS
    assert sum(small[1] != body[1] for body, small in expected.items()) > 1000


@pytest.mark.parametrize("pattern", [r"\d", r"[\w]", "(?m:x)", "(?i:\u00e9)", "(a", "a)"])
def test_what_cannot_be_said_exactly_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"known|open|class"):
        java_pattern(pattern)
