"""The verdict: totals by phase and kind, a line for each finding, reasons for what did not run."""

import errno
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from python_helpers import conclusion, release


def check(check_id: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "check_id": check_id, "phase": "1", "kind": "soft", "claim": "all is well",
        "status": status, "why_not_reached": None, "measured": 3.0, "expected": 0.0,
        "unit": "failures", "rows_read": 1200, "rows_waived": 0, "evidence": ["failures.s07_x"],
    } | more  # fmt: skip


CHECKS = [
    check("S07", "finding", rows_waived=2),
    check("S03", "blocked", kind="blocking"),
    check("P09", "finding", phase="2", measured=0.065, unit="share of people"),
    check("S04", "pass", kind="blocking"),
    check("X01", "not reached", phase="across", why_not_reached="decision B is declined"),
    check("X02", "not reached", phase="across", why_not_reached="decision B is declined"),
]


@pytest.fixture
def verdict(tmp_path: Path) -> str:
    run = {"checks": CHECKS, "broken": [], "why_not_whole": None, "exports": [], "run_id": "r"}
    folders = (tmp_path / "lakehouse", tmp_path, tmp_path / "published")
    return conclusion.conclude(json.dumps(run), *folders).text


def test_a_release_that_is_not_written_has_a_reason_that_quotes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "published/x")
    of_arrow = OSError("Out of Memory Error: ... 'Susan Ruiz'")
    of_duckdb = duckdb.OutOfMemoryException("... 'Susan Ruiz'")
    said = {}
    run: dict[str, Any] = {"checks": [], "broken": [], "why_not_whole": None}
    for problem in (full, of_arrow, of_duckdb):

        def publish(*_arguments: object, problem: Exception = problem) -> Path:
            raise problem

        monkeypatch.setattr(release, "publish", publish)
        found = conclusion.conclude(json.dumps(run), tmp_path, tmp_path, tmp_path / "published")
        assert found.has_failed
        said[problem] = found.text.splitlines()[-1]
    memory = "Is the disk full, or STAFFING_MEMORY_LIMIT too small? The last release stays current."
    assert said[full] == (
        "Not published: No space left on device (published/x). The last release stays current."
    )
    assert said[of_arrow].endswith(f"(OSError). {memory}")
    assert said[of_duckdb].endswith(f"(OutOfMemory). {memory}")
    assert "Susan" not in str(said.values())


def test_totals_are_by_phase_and_by_kind(verdict: str) -> None:
    numbers = {
        line.split("  ")[1].strip(): [int(n) for n in re.findall(r"([0-9]+) [fpbn]", line)]
        for line in verdict.splitlines()
        if "not reached" in line and "pass" in line
    }
    assert numbers == {
        "Phase 1": [1, 1, 1, 0],
        "Phase 2": [0, 1, 0, 0],
        "Across": [0, 0, 0, 2],
        "Blocking checks": [1, 0, 1, 0],
        "Soft checks": [0, 2, 0, 2],
    }


@pytest.mark.parametrize(
    "line",
    [
        "  BLOCKED      S03  all is well: 3 failures (1,200 rows read), expected 0"
        " -> failures.s07_x",
        "  finding      S07  all is well: 3 failures (1,200 rows read), expected 0"
        " (2 more are waived) -> failures.s07_x",
        "  finding      P09  all is well: 6.5% (share of people), expected 0% -> failures.s07_x",
        "  not reached  X01, X02: decision B is declined",
        "Not published: blocked by S03. The last release stays current.",
    ],
)
def test_each_finding_is_one_line(verdict: str, line: str) -> None:
    assert line in verdict.splitlines()


def test_colours_change_no_word(verdict: str) -> None:
    painted = conclusion.coloured(verdict)
    assert "\033[31mBLOCKED\033[0m" in painted
    assert re.sub(r"\033\[[0-9]+m", "", painted) == verdict


def test_there_are_no_colours_where_no_terminal_is(verdict: str) -> None:
    assert "\033" not in verdict
