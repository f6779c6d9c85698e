"""make build's own way to run dbt: a line of progress, errors as ever, dbt's exit codes."""

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dbt_run import ROOT

from python_helpers import quiet_dbt


def event(name: str, **data: Any) -> SimpleNamespace:
    return SimpleNamespace(info=SimpleNamespace(name=name), data=SimpleNamespace(**data))


def begin(name: str, kind: str = "model", total: int = 3) -> SimpleNamespace:
    node = SimpleNamespace(node_name=name, resource_type=kind)
    return event("LogStartLine", total=total, node_info=node)


def finish(name: str) -> SimpleNamespace:
    return event("NodeFinished", node_info=SimpleNamespace(node_name=name))


def test_a_terminal_sees_one_line_that_is_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    progress = quiet_dbt.Progress(terminal=True)
    for message in (begin("one"), finish("one"), begin("two", "test")):
        progress.hear(message)
    progress.clear()
    said = capsys.readouterr().out
    assert "\n" not in said
    assert "0 of 3" in said
    assert "building one" in said
    assert "1 of 3" in said
    assert "checking two" in said
    assert said.endswith("\r\033[K")


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("python_helpers.quiet_dbt.time.monotonic", lambda: now[0])
    progress = quiet_dbt.Progress(terminal=False)
    for name in ("one", "two", "three"):
        progress.hear(begin(name))
        if name != "three":
            progress.hear(finish(name))
        now[0] += quiet_dbt.EVERY / 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == ["three"]


def test_a_long_step_is_said_while_it_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_dbt, "EVERY", 0.03)
    progress = quiet_dbt.Progress(terminal=False)
    watching = threading.Thread(target=progress.watch)
    watching.start()
    time.sleep(0.1)
    progress.hear(begin("long_step"))
    progress.hear(begin("short_step"))
    time.sleep(0.2)
    progress.end()
    watching.join(5)
    assert not watching.is_alive()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("reading project and lakehouse")
    assert re.search(r"0 of 3 .*building long_step, \d+ s so far$", lines[-1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{absent_streams: [sparse_workers]}", ""),
        ("{decision_a: declined}", "Did you mean decision_a_fill_event_ledger?"),
        ("absent_streams", "VARS is no YAML mapping"),
        ("{absent_streams: [", "VARS is no YAML mapping"),
    ],
)
def test_a_mistaken_var_is_said(text: str, said: str) -> None:
    mistake = quiet_dbt.mistaken_vars(text)
    assert said in mistake
    assert bool(mistake) == bool(said)


def test_what_stops_a_run_is_said_and_the_exit_code_is_dbts(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    environment = os.environ | {
        "STAFFING_LAKEHOUSE": str(tmp_path / "empty"), "STAFFING_BUILD_DIR": str(tmp_path / "b"),
        "STAFFING_KEY_FILE": str(tmp_path / "no_key"), "DBT_TARGET_PATH": str(tmp_path / "t"),
        "DBT_LOG_PATH": str(tmp_path / "l"), "DBT_PROFILES_DIR": str(ROOT),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-m", "python_helpers.quiet_dbt", "build"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert "The audit did not start" in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert "Running with dbt" not in run.stdout
