"""The corpora: every record is there once, in chunks within bounds, and nothing is lost."""

import re
from pathlib import Path

import duckdb
import pytest
from dbt_run import Run, run_dbt
from hypothesis import given, settings
from hypothesis import strategies as st

JSON = {"scenario": "tests/multi-agent/scenarios", "lesson": "data/_playbook_lessons"}
PLACEHOLDER = re.compile(r"\[[A-Z_]+:[a-z]+_[0-9a-f]+\]")
PIECES = st.sampled_from([
    "Come early. ", "Was it filled? ", "no end of a sentence ", "x" * 450, "\n", "\n\n", " ",
    "[PERSON:nm_0123456789abcdef0123456789abcdef]", "[", "é", "• ", "a.b ",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=40), max_size=80).map("".join)


def test_each_plan_and_each_lesson_is_a_document(tiny_release: Run, tiny_lakehouse: Path) -> None:
    for kind, folder in JSON.items():
        files = {f"{folder}/{file.name}" for file in (tiny_lakehouse / folder).glob("*.json")}
        found = tiny_release.rows(
            f"select distinct source_path from marts.staffing_answers where kind = '{kind}'"
        )
        assert {path for (path,) in found} == files


def test_chunks_are_hashed_and_point_at_their_source(tiny_release: Run) -> None:
    wrong = tiny_release.value("""
        select count(*) from marts.staffing_answers
        where
            chunk_sha256 <> sha256(chunk_text)
            or source_sha256 not in (select sha256 from inventory.file_manifest)
            or record_sha256 is null
            or trim(chunk_text) = ''
    """)
    assert wrong == 0


def test_each_worker_is_a_document_with_her_scores_in_words(tiny_release: Run) -> None:
    assert tiny_release.value("select count(*) from marts.workers_500k_v9") == 5000
    different = tiny_release.value("""
        select count(*)
        from marts.workers_500k_v9 as documents
        inner join safe.workers_safe as workers
            on workers.stream = 'workers_500k' and documents.source_row = workers.source_row
        where
            not contains(documents.doc_text, workers.resume_text)
            or not contains(documents.doc_text, workers.role_name)
            or not contains(documents.doc_text, printf('Reliability is %s (%.2f)',
                if(workers.reliability >= 0.7, 'high',
                    if(workers.reliability >= 0.4, 'medium', 'low')),
                round(workers.reliability, 2)))
    """)
    assert different == 0


@pytest.mark.parametrize("corpus", ["staffing_answers", "workers_500k_v9"])
def test_a_corpus_is_the_same_as_a_file(corpus: str, tiny_release: Run) -> None:
    file = tiny_release.current / f"{corpus}.parquet"
    in_file = duckdb.read_parquet(str(file)).fetchall()
    assert in_file
    assert sorted(map(str, in_file)) == sorted(map(str, tiny_release.rows(f"from marts.{corpus}")))


@pytest.fixture(scope="module")
def chunker(tiny_lakehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> "Chunker":
    folder = tmp_path_factory.mktemp("chunker")
    arguments = ("--quiet", "compile", "--inline", "-- cut here\n{{ create_functions() }}")
    compiled = run_dbt(folder, tiny_lakehouse, *arguments)
    assert compiled.returncode == 0, compiled.output
    return Chunker(compiled.output.split("-- cut here")[1])


class Chunker:
    """The project's SQL functions that cut a text into chunks."""

    def __init__(self, functions: str) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(functions)

    def cut(self, text: str, size: int) -> list[str]:
        query = "select packed(atoms_of($text, $size), $size)"
        row = self.connection.execute(query, {"text": text, "size": size}).fetchone()
        assert row is not None
        return list(row[0] or [])


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, size=st.integers(300, 1200))
def test_nothing_is_lost_and_no_chunk_is_too_long(chunker: Chunker, text: str, size: int) -> None:
    text = text.replace("\0", "")
    chunks = chunker.cut(text, size)
    assert "".join(chunks) == text
    assert all(len(chunk.rstrip(" \n")) <= size for chunk in chunks)
    assert [tag for chunk in chunks for tag in PLACEHOLDER.findall(chunk)] == PLACEHOLDER.findall(
        text
    )


def test_a_chunk_ends_with_a_paragraph_where_one_fits(chunker: Chunker) -> None:
    paragraphs = [f"{letter * 150}.\n\n" for letter in "abcdef"]
    assert chunker.cut("".join(paragraphs), 320) == [
        "".join(paragraphs[place : place + 2]) for place in (0, 2, 4)
    ]


def test_a_long_paragraph_is_cut_where_a_sentence_ends(chunker: Chunker) -> None:
    chunks = chunker.cut("A sentence of some words. " * 40, 300)
    assert all(chunk.endswith(". ") for chunk in chunks)
