"""The prompt guard: what it finds, that it fails closed, and that it holds nobody's name."""

import json
import os
import pickle
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from dbt_run import KEY, ROOT, Run
from pii_score import CORPORA

from python_helpers import keys
from python_helpers.prompt_guard import NoGuard, PromptGuard

NUMBERED = "Call (415) 555-2671 or mail s.ruiz@gmail.com, SSN 123-45-6789."


@pytest.fixture(scope="module")
def guard(tiny_release: Run) -> PromptGuard:
    return PromptGuard.of_release(tiny_release.current, KEY)


def person(tiny_release: Run, tiny_lakehouse: Path) -> str:
    """A worker's full name, of two plain words."""
    rows = tiny_release.rows(f"""
        select name from read_parquet('{tiny_lakehouse}/data/datasets/workers_500k.parquet')
        where regexp_full_match(name, '[A-Z][a-z]{{5,}} [A-Z][a-z]{{5,}}') order by name limit 1
    """)
    return str(rows[0][0])


def command(prompt: str | bytes, *arguments: str, **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "python_helpers.prompt_guard", *arguments],
        input=prompt.encode() if isinstance(prompt, str) else prompt,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
    )


def test_the_command_line(tiny_release: Run, tiny_lakehouse: Path) -> None:
    name = person(tiny_release, tiny_lakehouse)
    known = {
        "STAFFING_PUBLISHED_DIR": str(tiny_release.published), "DBT_ENV_SECRET_PII_KEY": KEY.hex()
    }  # fmt: skip
    found = command(f"{name} can come. {NUMBERED}", **known)
    assert found.returncode == 1
    assert found.stderr == b""
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["type"] for line in lines] == ["PERSON", "PHONE", "EMAIL", "SSN"]
    assert lines[0] == {"type": "PERSON", "start": 0, "end": len(name), "rule": "known_person"}
    assert not any(value in found.stdout.decode() for value in (name, "2671", "ruiz", "6789"))

    clean = command("Two pickers for Saturday 06:00, dock 4.", **known)
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, b"", b"")

    redacted = command(f"{name} can come", "--redact", **known)
    token = keys.token(KEY, "name", name.lower())
    assert (redacted.returncode, redacted.stdout.decode()) == (0, f"[PERSON:{token}] can come")

    again = command(redacted.stdout, **known)
    assert again.returncode == 0
    assert command("", "--nonsense").returncode == 2
    assert command(b"\xff\xfe", "--patterns-only").stderr == (
        b"prompt guard: the prompt is not UTF-8 (byte 0)\n"
    )


def test_without_a_key_or_a_release_there_is_no_guard(tiny_release: Run, tmp_path: Path) -> None:
    published = {"STAFFING_PUBLISHED_DIR": str(tiny_release.published)}
    missing = str(tmp_path / "none")
    for environment, reason in [
        (published | {"STAFFING_KEY_FILE": missing}, "no masking key"),
        ({"STAFFING_PUBLISHED_DIR": missing, "DBT_ENV_SECRET_PII_KEY": KEY.hex()}, "no release in"),
        (published | {"DBT_ENV_SECRET_PII_KEY": secrets.token_hex(32)}, "use the key that it was"),
        (published | {"DBT_ENV_SECRET_PII_KEY": "00" * 32}, "not a key"),
    ]:
        refused = command(NUMBERED, **environment)
        assert refused.returncode == 2, reason
        assert reason in refused.stderr.decode()
        assert "Traceback" not in refused.stderr.decode()
        assert refused.stdout == b""
    assert command(NUMBERED, "--patterns-only", STAFFING_KEY_FILE=missing).returncode == 1


def test_a_release_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "staffing.duckdb").write_bytes(b"no database")
    with pytest.raises(NoGuard, match=r"has no tokens of people \(IOException\)"):
        PromptGuard.of_release(tmp_path, KEY)


def test_everyone_in_the_lakehouse_is_known(
    guard: PromptGuard, tiny_release: Run, tiny_lakehouse: Path
) -> None:
    rows = tiny_release.rows(f"""
        select name from read_parquet('{tiny_lakehouse}/data/datasets/workers_500k.parquet')
        where name like '%_ _%' order by hash(name) limit 1000
    """)
    rules = {name: {one.rule for one in guard.check(f"Send {name} there.")} for (name,) in rows}
    missed = [name for name, found in rules.items() if "known_person" not in found]
    assert missed == []


def test_the_guard_holds_nobodys_name(
    guard: PromptGuard, tiny_release: Run, tiny_lakehouse: Path
) -> None:
    name = person(tiny_release, tiny_lakehouse)
    fresh = PromptGuard.of_release(tiny_release.current, KEY)
    held = pickle.dumps(vars(fresh.names.people))
    for part in name.split(" "):
        assert part.lower().encode() not in held.lower()
    assert guard.check(name)


@pytest.mark.pii
@pytest.mark.parametrize("kind", ["EMAIL", "PHONE", "SSN"])
def test_the_guard_trips_on_labelled_texts_and_on_none_once_redacted(
    guard: PromptGuard, kind: str
) -> None:
    texts = [
        row["text"]
        for corpus in sorted(CORPORA.glob("*.jsonl"))
        for row in map(json.loads, corpus.read_text("utf-8").splitlines())
        if any(one["type"] == kind and one.get("nanp") != "no" for one in row.get("spans", ()))
    ]
    assert texts
    assert [text for text in texts if kind not in {one.type for one in guard.check(text)}] == []
    assert [text for text in texts if guard.check(guard.redact(text))] == []


def test_what_a_release_publishes_passes_the_guard(guard: PromptGuard, tiny_release: Run) -> None:
    texts = tiny_release.rows(
        "select resume_text from safe.workers_safe order by worker_id limit 500"
    )
    assert [found for (text,) in texts for found in guard.check(text or "")] == []
