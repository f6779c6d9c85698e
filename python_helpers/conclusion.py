"""The end of a run: publish or say why not, and the verdict that a person reads."""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from python_helpers import gap_report, questions, release
from python_helpers.lakehouse import Place

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
STATUSES = ("pass", "finding", "blocked", "not reached")
COLOURS = {"pass": "32", "finding": "33", "blocked": "31", "not reached": "35"}
MARKS = {"finding": "finding", "blocked": "BLOCKED", "not reached": "not reached"}


class Conclusion(NamedTuple):
    """The verdict as text, and whether a release was due and could not be made."""

    text: str
    has_failed: bool


def conclude(run_json: str, lakehouse: Place, build: Path, published: Path) -> Conclusion:
    """The verdict on a run; publishes a release first when the run earned one.

    `run_json` is what the macro conclude_run() knows: checks (this run's rows of
    marts.check_results), broken nodes, why the build was not whole (or null), exports,
    releases_kept; and `kept`, how many of its nodes stayed as they were.
    """
    run = json.loads(run_json)
    checks = run["checks"]
    lines = ["", "Verdict", "=======", *phase_lines(checks), "", *kind_lines(checks), ""]
    lines += finding_lines(checks)
    lines += broken_lines(run["broken"])
    lines += not_reached_lines(checks)
    if run.get("kept"):
        lines.append(f"  kept         {run['kept']} of {run['nodes']} tables, views and evidence: "
                     "code, input and key are the last build's")  # fmt: skip
    ending, has_failed = outcome(run, lakehouse, build, published)
    plain = "\n".join([*lines, "", *ending])
    (build / VERDICT).write_text(f"{plain}\n", encoding="utf-8")
    return Conclusion(coloured(plain) if has_colours() else plain, has_failed)


def outcome(
    run: dict[str, Any], lakehouse: Place, build: Path, published: Path
) -> tuple[list[str], bool]:
    """What became of the release, as lines, and whether making one failed."""
    if run["why_not_whole"]:
        return [f"Not published: {run['why_not_whole']}."], False
    blocking = [check["check_id"] for check in run["checks"] if check["status"] == "blocked"]
    if blocking or run["broken"]:
        why = f"blocked by {', '.join(blocking)}" if blocking else "parts of the build failed"
        said = f"Not published: {why}. The last release stays current."
        return [said, *report_of_a_failed_audit(build)], False
    run["checks"] = dict(Counter(check["status"] for check in run["checks"]))
    try:
        folder = release.publish(run, lakehouse, build, published)
    except release.NotPublished as problem:
        return [f"Not published: {problem} The last release stays current."], True
    except (OSError, duckdb.Error) as problem:
        return [f"Not published: {why_unwritten(problem, published)} "
                "The last release stays current."], True  # fmt: skip
    lines = next_steps(folder, published)
    if folder.name.endswith("-test-key"):
        lines.append(
            "  TEST KEY          the key protects nobody: make rotate-key, and build again"
        )
    return lines, False


def why_unwritten(problem: Exception, published: Path) -> str:
    """What kept a release from being written; DuckDB's own words may quote a value.

    What Arrow reads of DuckDB fails as an OSError without a number, whatever DuckDB's reason.
    """
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.strerror} ({problem.filename or published})."
    kind = type(problem).__name__.removesuffix("Exception")
    return (
        f"DuckDB could not write the release to {published} ({kind}). "
        "Is the disk full, or STAFFING_MEMORY_LIMIT too small?"
    )


def report_of_a_failed_audit(build: Path) -> list[str]:
    """The gap report on what was built, beside it and as private; as the line that names it.

    dbt holds the database open, so a copy is read; its name is the catalog that views name.
    """
    try:
        with tempfile.TemporaryDirectory(dir=build) as folder:
            copy = shutil.copyfile(build / release.DATABASE, Path(folder) / release.DATABASE)
            page, *_others = gap_report.write(copy, build, "An audit that published nothing")
    except (OSError, duckdb.Error, questions.NotInRelease):
        return ["  gap report        none: too little was built to report on"]
    return [f"  gap report        {page}"]


def phase_lines(checks: list[dict[str, Any]]) -> list[str]:
    """One line a phase: how many checks passed, have findings, block, were not reached."""
    return [
        f"  {'Phase ' + phase if phase.isdigit() else 'Across':<9}{title:<27}"
        + _totals(check for check in checks if check["phase"] == phase)
        for phase, title in PHASES.items()
        if any(check["phase"] == phase for check in checks)
    ]


def kind_lines(checks: list[dict[str, Any]]) -> list[str]:
    """One line for the blocking checks and one for the soft ones."""
    return [
        f"  {kind.capitalize() + ' checks':<36}"
        + _totals(check for check in checks if check["kind"] == kind)
        for kind in ("blocking", "soft")
    ]


def finding_lines(checks: list[dict[str, Any]]) -> list[str]:
    """One line a check that blocks or has findings: claim, measured, expected, evidence."""
    found = [check for check in checks if check["status"] in ("blocked", "finding")]
    return [
        f"  {MARKS[check['status']]:<12} {check['check_id']}  {check['claim']}: "
        f"{_figure(check)}{_waived(check)} -> {', '.join(check['evidence'] or [])}"
        for check in sorted(found, key=lambda check: (check["status"], check["check_id"]))
    ]


def broken_lines(broken: list[dict[str, Any]]) -> list[str]:
    """One line a node that failed, and how many were skipped for it."""
    failed = [node for node in broken if node["status"] != "skipped"]
    lines = [f"  broken       {node['name']}: {node['status']}" for node in failed]
    if skipped := len(broken) - len(failed):
        lines.append(f"  broken       {skipped} nodes that lie below were skipped")
    return lines


def not_reached_lines(checks: list[dict[str, Any]]) -> list[str]:
    """One line for each reason why checks were not reached, with their ids."""
    reasons: dict[str, list[str]] = {}
    for check in checks:
        if check["status"] == "not reached":
            reasons.setdefault(check["why_not_reached"], []).append(check["check_id"])
    return [f"  not reached  {', '.join(ids)}: {reason}" for reason, ids in reasons.items()]


def next_steps(folder: Path, published: Path) -> list[str]:
    """Where the release is, and what to open next."""
    return [
        f"Published {folder}",
        f"  gap report        {published / 'current' / 'gap_report.html'}",
        f"  current release   {published / 'current'}",
        f"  query it          duckdb -readonly {published / 'current' / release.DATABASE}",
        "                    from marts.fill_events limit 5;",
        "  ask it            make ask",
        f"  what went in      {published / 'current' / 'manifest.json'}",
        "  every finding     from marts.finding_counts; keys in build/vault.duckdb, see above",
        "  column lineage    make docs",
    ]


def has_colours() -> bool:
    """Whether a person reads this in a terminal, and has not said no (no-color.org)."""
    wanted = os.environ.get("DBT_USE_COLORS", "").lower() not in ("0", "false")
    return sys.stdout.isatty() and wanted and not os.environ.get("NO_COLOR")


def coloured(text: str) -> str:
    """A verdict with its marks and its counts in colours; the text stays the same."""
    for status, colour in COLOURS.items():
        for mark in {MARKS.get(status, status), status}:
            lines = text.splitlines()
            text = "\n".join(_paint(line, mark, colour) for line in lines)
    return text


def _paint(line: str, mark: str, colour: str) -> str:
    if line.startswith(f"  {mark} "):
        return line.replace(mark, f"\033[{colour}m{mark}\033[0m", 1)
    return line


def _totals(checks: Any) -> str:
    count = Counter(check["status"] for check in checks)
    return "  ".join(f"{count[status]:>3} {status}" for status in STATUSES)


def _figure(check: dict[str, Any]) -> str:
    """What was measured against what was expected, with its unit."""
    measured, expected, unit = check["measured"], check["expected"], check["unit"]
    if "share" in unit:
        return f"{measured:.1%} ({unit}), expected {expected:.0%}"
    read = f" ({check['rows_read']:,} rows read)" if unit == "failures" else ""
    return f"{measured:,.0f} {unit}{read}, expected {expected:,.0f}"


def _waived(check: dict[str, Any]) -> str:
    return f" ({check['rows_waived']:,} more are waived)" if check["rows_waived"] else ""


def main() -> None:
    """Print a verdict that a run has left, in colours where they are seen."""
    text = Path(sys.argv[1]).read_text("utf-8")
    sys.stdout.write(coloured(text) + "\n" if has_colours() else text)


if __name__ == "__main__":
    main()
