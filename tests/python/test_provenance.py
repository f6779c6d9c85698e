"""Hashes, and what is said of each file of a lakehouse."""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import bad_parquet
import duckdb
import naughty
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from python_helpers import keys, parquet_probe, provenance
from python_helpers.arrow_schemas import FILES
from python_helpers.json_reader import Unreadable

SECRET = "ada.lovelace@example.com"
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53) + 1, 2**53 - 1)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def write_parquet(path: Path, **columns: list[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


def files_of(lakehouse: Path) -> dict[str, dict[str, Any]]:
    return {row["path"]: row for row in provenance.list_files(lakehouse).to_pylist()}


def problem_of(lakehouse: Path, path: str, data: bytes) -> str:
    file = lakehouse / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    row = files_of(lakehouse)[path]
    assert not row["is_readable"]
    assert row["rows"] is None
    assert row["bytes"] == len(data)
    assert row["sha256"] == hashlib.sha256(data).hexdigest()
    return str(row["problem"])


@given(JSON_VALUES)
def test_canonical_json_is_that_of_the_library(record: Any) -> None:
    assert provenance.canonical_json(record).encode() == rfc8785.dumps(record)


def test_the_hash_does_not_see_key_order_or_spacing() -> None:
    one = json.loads('{"b": 1.0, "a": "é"}')
    other = json.loads('{ "a":"\\u00e9","b":1 }')
    expected = hashlib.sha256('{"a":"é","b":1}'.encode()).hexdigest()
    assert provenance.canonical_sha256(one) == provenance.canonical_sha256(other) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800"])
def test_what_json_cannot_carry_has_no_hash(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        provenance.canonical_sha256({"a": value})


def test_an_empty_lakehouse_has_no_files_and_the_fixed_schema(tmp_path: Path) -> None:
    table = provenance.list_files(tmp_path)
    assert table.num_rows == 0
    assert table.schema == FILES


def test_a_parquet_file_is_described_by_its_footer(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "data/datasets/a.parquet", id=[1, 2], tags=[["x"], []])
    row = files_of(tmp_path)["data/datasets/a.parquet"]
    assert row == {
        "path": "data/datasets/a.parquet",
        "folder": "datasets",
        "stem": "a",
        "bytes": path.stat().st_size,
        "rows": 2,
        "sha256": provenance.file_sha256(path),
        "is_readable": True,
        "problem": None,
        "columns": [{"name": "id", "type": "BIGINT"}, {"name": "tags", "type": "VARCHAR[]"}],
    }


def test_files_come_in_the_order_of_paths_without_hidden_ones(tmp_path: Path) -> None:
    write_parquet(tmp_path / "data/datasets/b.parquet", x=[1])
    write_parquet(tmp_path / "data/corpora/a.parquet", x=[1])
    (tmp_path / "data/datasets/.DS_Store").write_bytes(b"x")
    (tmp_path / "data/outcomes.jsonl").write_text('{"a": 1}\n\n{"a": 2}\n')
    lessons = tmp_path / "data/_playbook_lessons"
    lessons.mkdir()
    (lessons / "l.json").write_text('[{"lesson": "a"}, {"lesson": "b"}]')
    found = files_of(tmp_path)
    assert list(found) == sorted(found)
    assert [row["rows"] for row in found.values()] == [2, 1, 1, 2]
    assert [row["folder"] for row in found.values()] == [
        "lessons", "corpora", "datasets", "outcomes",
    ]  # fmt: skip


def test_several_readers_find_what_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        write_parquet(tmp_path / f"data/datasets/s/{number}.parquet", x=list(range(number)))
    (tmp_path / "data/datasets/s/9.parquet").write_bytes(b"PAR1PAR1")
    alone = provenance.list_files(tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(provenance, "BYTES_A_READER", 1)
    assert provenance.readers_for(tmp_path, 2000) == 3
    assert provenance.list_files(tmp_path).equals(alone)
    assert [row["rows"] for row in alone.to_pylist()] == [*range(9), None]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "zero bytes"),
        (f"name,email\nAda,{SECRET}\n".encode(), "not a parquet file"),
        (b"PAR1" + SECRET.encode(), "truncated: no parquet footer"),
        (b"PAR1PAR1", "truncated: no parquet footer"),
        (b"PAR1xxxxPARE", "encrypted parquet"),
        (b"XXXX" + SECRET.encode() + b"PAR1", "damaged: it does not begin as parquet does"),
        (b"PAR1" + b"\xff" * 40 + b"\x20\0\0\0PAR1", "damaged parquet footer or schema"),
    ],
)
def test_what_is_no_parquet_says_why_and_quotes_nothing(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    said = problem_of(tmp_path, "data/datasets/a.parquet", data)
    assert said.startswith(problem)
    assert SECRET not in said


def test_a_parquet_file_that_lost_its_middle_is_truncated(tmp_path: Path) -> None:
    rows = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(5000)]
    data = write_parquet(tmp_path / "whole.parquet", x=rows).read_bytes()
    said = problem_of(tmp_path, "data/datasets/a.parquet", data[:1000] + data[-2000:])
    assert said.startswith("truncated")


def test_every_bad_file_is_refused_in_words_and_every_odd_one_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "data/datasets"
    folder.mkdir(parents=True)
    bad = list(bad_parquet.cases(flips=48, every=20))
    for number, case in enumerate(bad):
        (folder / f"{number:04}.parquet").write_bytes(case.data)
    found = list(files_of(tmp_path).values())
    assert len(found) == len(bad) > 200
    for case, row in zip(bad, found, strict=True):
        assert row["is_readable"] == (row["problem"] is None), case.name
        assert case.must_fail is None or row["is_readable"] != case.must_fail, case.name
        assert naughty.SECRET not in (row["problem"] or ""), case.name


@pytest.mark.parametrize(
    ("reader", "problem"),
    [
        ("import os, sys; sys.stdin.readline(); os.abort()", "ends the reader (exit -6)"),
        ("import sys; sys.stdin.readline(); sys.exit(3)", "ends the reader (exit 3)"),
        ("import time; time.sleep(60)", "does not end within 1 seconds"),
    ],
)
def test_a_file_that_ends_or_holds_its_reader_is_a_problem_and_the_next_is_read(
    reader: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_parquet(tmp_path / "a.parquet", x=[1])
    child = tmp_path / "child.py"
    child.write_text(reader)
    prober = parquet_probe.Prober(patience=1)
    with monkeypatch.context() as patched:
        patched.setattr(parquet_probe, "CHILD", child)
        with pytest.raises(Unreadable, match=re.escape(problem)):
            prober.probe(path)
    assert prober.probe(path).rows == 1
    prober.close()


def test_who_reads_others_bytes_has_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    child.write_text("import json, os, sys; sys.stdin.readline(); "
                     "print(json.dumps({'problem': ' '.join(os.environ)}))")  # fmt: skip
    monkeypatch.setattr(parquet_probe, "CHILD", child)
    monkeypatch.setenv(keys.ENV_VAR, "5f" * 32)
    prober = parquet_probe.Prober()
    with pytest.raises(Unreadable) as told:
        prober.probe(write_parquet(tmp_path / "a.parquet", x=[1]))
    prober.close()
    assert "PATH" in str(told.value)
    assert keys.ENV_VAR not in str(told.value)


def test_what_can_not_be_read_has_not_changed_and_a_strange_name_is_found_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data/datasets"
    (folder / "folder.parquet").mkdir(parents=True)
    (folder / "gone.parquet").symlink_to("nowhere")
    Path(os.fsdecode(os.fsencode(folder) + b"/a\xff.parquet")).write_bytes(b"x")
    (folder / "a\\b.parquet").write_bytes(b"y")
    for row in files_of(tmp_path).values():
        assert provenance.sha256_now(tmp_path, row["path"]) == row["sha256"], row["path"]
    assert provenance.sha256_now(tmp_path, "data/datasets/none.parquet") is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "zero bytes"),
        (b"  \n ", "malformed JSON at line 2 column 2"),
        (b'{"a": 1,\n "b": oops}', "malformed JSON at line 2 column 7"),
        (b'{"events": 1, "events": 2}', 'duplicate key "events": keep one of them'),
        (b'{"n": NaN}', "NaN or Infinity, which JSON does not have: write null"),
        (b'{"n": 1e999}', 'a number past 2^53 at key "n": write it as text, in "..."'),
        (b'{"n": 9007199254740993}', 'a number past 2^53 at key "n": write it as text, in "..."'),
        (b'{"n": ' + b"9" * 5000 + b"}", "a number of thousands of digits: write it as text"),
        (b'{"n": "\\ud800"}', 'half a character (a lone surrogate) at key "n": write it whole'),
        (b"[" * 65 + b"]" * 65, "nested deeper than 64"),
        (b"[" * 200_000, "nested deeper than 64"),
        (b'{"a": "\xe9"}', "not UTF-8 at byte 7: save it as UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "UTF-16: save it as UTF-8"),
        ('{"a": 1}'.encode("utf-16-be"), "UTF-16: save it as UTF-8"),
    ],
)
def test_json_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, problem: str) -> None:
    assert problem_of(tmp_path, "tests/multi-agent/scenarios/a.json", data) == problem


def test_what_is_no_file_is_a_problem_and_a_working_link_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "data/datasets"
    target = write_parquet(tmp_path / "elsewhere.parquet", x=[1])
    (folder / "folder.parquet").mkdir(parents=True)
    (folder / "gone.parquet").symlink_to("nowhere")
    (folder / "loop.parquet").symlink_to("loop.parquet")
    (folder / "good.parquet").symlink_to(target)
    (folder / "endless.parquet").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.parquet")
    found = {Path(path).stem: row["problem"] for path, row in files_of(tmp_path).items()}
    assert found == {
        "endless": "not a regular file",
        "folder": "is a directory",
        "gone": "a link that leads nowhere",
        "good": None,
        "loop": "a link that leads nowhere",
        "pipe": "not a regular file",
    }


def test_a_place_that_is_no_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/datasets").write_text("x")
    assert files_of(tmp_path)["data/datasets"]["problem"] == "not a folder that can be listed"


def test_a_file_that_may_not_be_opened_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(tmp_path / "data/datasets/a.parquet", x=[1])

    def refuse(_path: Path) -> str:
        raise PermissionError(13, "Permission denied", SECRET)

    monkeypatch.setattr(provenance, "file_sha256", refuse)
    assert files_of(tmp_path)["data/datasets/a.parquet"]["problem"] == "permission denied"


@pytest.mark.parametrize("name", ["a*b", "a?b", "[x]", "it's", "two\nlines", "a\\b", '"', "**"])
def test_a_name_stands_for_itself_and_matches_no_other_file(tmp_path: Path, name: str) -> None:
    write_parquet(tmp_path / f"data/datasets/{name}.parquet", x=[1, 2, 3])
    write_parquet(tmp_path / "data/datasets/axb.parquet", y=[1])
    row = files_of(tmp_path)[f"data/datasets/{name}.parquet"]
    assert (row["rows"], row["columns"]) == (3, [{"name": "x", "type": "BIGINT"}])


def test_a_name_that_is_no_utf8_is_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "data/datasets").mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/data/datasets/a\xff.parquet")).write_bytes(b"x")
    assert files_of(tmp_path)["data/datasets/a\\xff.parquet"]["problem"] == "not a parquet file"


def test_a_folder_that_looks_like_a_partition_adds_no_column(tmp_path: Path) -> None:
    write_parquet(tmp_path / "run=1/data/datasets/a.parquet", x=[1])
    row = files_of(tmp_path / "run=1")["data/datasets/a.parquet"]
    assert [column["name"] for column in row["columns"]] == ["x"]


def test_an_encrypted_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "data/datasets/a.parquet"
    path.parent.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute("set force_mbedtls_unsafe = 'true'")
        connection.execute("pragma add_parquet_key('k', '0123456789112345')")
        connection.execute(
            f"copy (select 1 as x) to '{path}' (encryption_config {{footer_key: 'k'}})"
        )
    assert files_of(tmp_path)["data/datasets/a.parquet"]["problem"] == "encrypted parquet"
