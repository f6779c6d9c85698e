"""Canary people: read from the lakehouse, found in files in any form, never quoted in an error."""

import json
import os
from pathlib import Path

import duckdb
import pytest
from dbt_run import Run, run_dbt

from python_helpers import canaries

PERSON = {"name": "Ottokar Quillfeather", "email": "Otto.Q@mail.example", "phone": "614-200-0001"}


@pytest.fixture
def lakehouse(tmp_path: Path) -> Path:
    folder = tmp_path / "lakehouse"
    folder.mkdir()
    (folder / "canaries.json").write_text(json.dumps([PERSON]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "Ask for QUILLFEATHER.", "quillfeather's crew", "to otto.q@MAIL.example now",
        "call (614) 200-0001", "+16142000001", "614.200.0001",
    ],
)  # fmt: skip
def test_a_canary_is_seen_in_any_form(lakehouse: Path, tmp_path: Path, text: str) -> None:
    place = tmp_path / "logs" / "deep"
    place.mkdir(parents=True)
    (place / "a.log").write_text(f"before\n{text}\n", encoding="utf-8")
    (place / "b.log").write_text("Otto called 614-200-0002.", encoding="utf-8")
    assert canaries.sightings(lakehouse, [tmp_path / "logs"]) == [str(place / "a.log")]


def test_a_canary_is_seen_in_a_compressed_parquet_file(lakehouse: Path, tmp_path: Path) -> None:
    place = tmp_path / "release"
    place.mkdir()
    row = duckdb.sql("select 1 as id, ['none', 'Quillfeather'] as words")
    row.write_parquet(str(place / "words.parquet"), compression="zstd")
    assert canaries.sightings(lakehouse, [place]) == [str(place / "words.parquet")]


def test_a_lakehouse_without_canaries_has_none(tmp_path: Path) -> None:
    assert canaries.read(tmp_path) == []
    assert canaries.sightings(tmp_path, [tmp_path]) == []


@pytest.mark.parametrize(
    "text",
    ["{", "{}", '["Quillfeather"]', '[{"name": "Quillfeather"}]', "\x00", "[" * 100_000,
     '[{"name": "Quillfeather \\ud800", "email": "a@b.example", "phone": "6142000001"}]',
     json.dumps([{**PERSON, "phone": "614"}])],
)  # fmt: skip
def test_an_unfit_file_stops_the_run_and_is_not_quoted(text: str, tmp_path: Path) -> None:
    (tmp_path / "canaries.json").write_text(text, encoding="utf-8")
    with pytest.raises(canaries.Unreadable) as problem:
        canaries.read(tmp_path)
    assert "canaries.json" in str(problem.value)
    assert "Quillfeather" not in str(problem.value)
    assert canaries.load(tmp_path).column("problem")[0].as_py() == str(problem.value)


def test_a_pipe_for_a_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "canaries.json")
    with pytest.raises(canaries.Unreadable, match="not a regular file"):
        canaries.read(tmp_path)


def test_the_gate_names_an_unfit_file(
    tiny_release: Run, copy_of_tiny: Path, tmp_path: Path
) -> None:
    (copy_of_tiny / "canaries.json").write_text("{", encoding="utf-8")
    run = run_dbt(tmp_path / "run", copy_of_tiny, "build")
    assert run.returncode == 2
    assert "canaries.json cannot be read as JSON: malformed JSON at line 1 column" in run.output
