"""The end of a run: publish or say why not, and the verdict that a person reads."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from python_helpers import release

# What the run printed, for who wants to see it once more: dbt's own summary comes after it.
VERDICT = "verdict.txt"
PHASES = {
    "0": "inventory and provenance",
    "1": "schema and values",
    "2": "personal data",
    "3": "corpora",
    "4": "ledger, matching, replay",
    "5": "drift",
    "across": "across streams",
}


class Conclusion(NamedTuple):
    """The verdict as text, and whether a release was due and could not be made."""

    text: str
    has_failed: bool


def conclude(run_json: str, lakehouse: Path, build: Path, published: Path) -> Conclusion:
    """The verdict on a run; publishes a release first when the run earned one.

    `run_json` is what the macro conclude_run() knows: tests (one a data test of a check),
    broken nodes, why the build was not whole (or null), exports, releases_kept.
    """
    run = json.loads(run_json)
    lines = ["", "Verdict", "=======", *phase_lines(run["tests"]), *finding_lines(run["tests"])]
    lines += [f"  broken   {node['name']}: {node['status']}" for node in run["broken"]]
    ending, has_failed = outcome(run, lakehouse, build, published)
    text = "\n".join([*lines, "", *ending])
    (build / VERDICT).write_text(f"{text}\n", encoding="utf-8")
    return Conclusion(text, has_failed)


def outcome(
    run: dict[str, Any], lakehouse: Path, build: Path, published: Path
) -> tuple[list[str], bool]:
    """What became of the release, as lines, and whether making one failed."""
    if run["why_not_whole"]:
        return [f"Not published: {run['why_not_whole']}."], False
    blocking = sorted({test["check_id"] for test in run["tests"] if test["status"] == "fail"})
    if blocking or run["broken"]:
        why = f"blocked by {', '.join(blocking)}" if blocking else "parts of the build failed"
        return [f"Not published: {why}. The last release stays current."], False
    run["checks"] = dict(Counter(test["status"] for test in run["tests"]))
    try:
        folder = release.publish(run, lakehouse, build, published)
    except release.NotPublished as problem:
        return [f"Not published: {problem} The last release stays current."], True
    except OSError as problem:
        reason = f"{problem.strerror or 'the disk refused'} ({published})"
        return [f"Not published: {reason}. The last release stays current."], True
    return next_steps(folder, published), False


def phase_lines(tests: list[dict[str, Any]]) -> list[str]:
    """One line a phase: how many checks passed, have findings, block, were not reached."""
    lines = []
    for phase, title in PHASES.items():
        checks: dict[str, str] = {}
        for test in tests:
            if test["phase"] == phase:
                worst = max(checks.get(test["check_id"], "pass"), test["status"], key=_severity)
                checks[test["check_id"]] = worst
        if checks:
            count = Counter(checks.values())
            not_reached = sum(n for status, n in count.items() if _severity(status) == 3)
            lines.append(
                f"  Phase {phase:<7}{title:<27}{count['pass']:>3} pass {count['warn']:>3} findings"
                f" {count['fail']:>3} blocked {not_reached:>3} not reached"
            )
    return lines


def finding_lines(tests: list[dict[str, Any]]) -> list[str]:
    """One line a test that did not pass: check, rows, claim, where the evidence is."""
    marks = {"warn": "finding", "fail": "BLOCKED"}
    return [
        f"  {marks.get(test['status'], 'not reached'):<8} {test['check_id']}  "
        f"{test['failures'] or 0:>7,} rows against: {test['claim']}  -> {test['evidence']}"
        for test in sorted(tests, key=lambda test: (-_severity(test["status"]), test["test"]))
        if test["status"] != "pass"
    ]


def next_steps(folder: Path, published: Path) -> list[str]:
    """Where the release is, and what to open next."""
    return [
        f"Published {folder}",
        f"  current release   {published / 'current'}",
        f"  query it          duckdb -readonly {published / 'current' / release.DATABASE}",
        "                    from marts.fill_events limit 5;",
        f"  what went in      {published / 'current' / 'manifest.json'}",
        "  column lineage    make docs",
    ]


def _severity(status: str) -> int:
    return {"pass": 0, "warn": 1, "fail": 2}.get(status, 3)
