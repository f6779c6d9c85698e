"""Bad input: files, JSON and values, thrown at what reads them and at whole builds."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import bad_json
import bad_parquet
import bad_values
from clean_lakehouse import write_lakehouse
from dbt_run import run_dbt
from naughty import FILE_NAMES, SECRET
from torture_ground import Figure, Ground

from python_helpers import flatten, provenance

SCENARIOS, LESSONS = Path("tests/multi-agent/scenarios"), Path("data/_playbook_lessons")


def parquet_files(folder: Path, flips: int) -> Figure:
    """Every bad parquet file is refused in words, every odd one read."""
    begun = time.monotonic()
    datasets = folder / "data/datasets"
    datasets.mkdir(parents=True)
    cases = list(bad_parquet.cases(flips))
    for number, case in enumerate(cases):
        (datasets / f"{number:05}.parquet").write_bytes(case.data)
    rows = sorted(provenance.list_files(folder).to_pylist(), key=lambda row: str(row["path"]))
    wrong = [
        case.name
        for case, row in zip(cases, rows, strict=True)
        if row["is_readable"] == bool(row["problem"])
        or case.must_fail == row["is_readable"]
        or SECRET in (row["problem"] or "")
    ]
    refused = sum(not row["is_readable"] for row in rows)
    note = f"{refused} refused with a reason, {len(rows) - refused} whole" + "".join(wrong[:1])
    return Figure("parquet files, damaged and odd", len(cases), len(cases) - len(wrong),
                  time.monotonic() - begun, note)  # fmt: skip


def put_json(lakehouse: Path) -> list[bad_json.Case]:
    """Every case as a scenario, a lesson and a line of outcomes; then naughty file names."""
    cases = list(bad_json.cases())
    lines = []
    for number, case in enumerate(cases):
        for folder in (SCENARIOS, LESSONS):
            (lakehouse / folder / f"c{number:04}.json").write_bytes(case.data)
        if len(case.data) < 100_000:
            lines.append(case.data.replace(b"\n", b" "))
    for number, name in enumerate(FILE_NAMES):
        plan = bad_json.PLAN | {"scenario_id": f"f{number}"}
        (lakehouse / SCENARIOS / f"{name}.json").write_text(json.dumps(plan), "utf-8")
        (lakehouse / LESSONS / f"{name}.json").write_text(json.dumps(bad_json.LESSON), "utf-8")
    (lakehouse / provenance.OUTCOMES).write_bytes(b"\n".join(lines))
    return cases


def json_files(folder: Path) -> Figure:
    """Every bad JSON file is a row of rejected with a reason, or rows; all three places."""
    begun = time.monotonic()
    write_lakehouse(folder)
    cases = put_json(folder)
    found: dict[str, str] = {}
    for row in flatten.read(folder).rejected.to_pylist():
        found[row["source_path"]] = found.get(row["source_path"], "") + row["reason"]
    wrong = [
        case.name
        for place in (SCENARIOS, LESSONS)
        for number, case in enumerate(cases)
        if (case.must_fail and not found.get(f"{place}/c{number:04}.json"))
        or SECRET.lower() in found.get(f"{place}/c{number:04}.json", "").lower()
    ]
    tried = 3 * len(cases) + 2 * len(FILE_NAMES)
    note = f"{len(found)} files with rejections" + "".join(wrong[:1])
    return Figure("JSON files and lines", tried, tried - len(wrong),
                  time.monotonic() - begun, note)  # fmt: skip


def json_build(ground: Ground) -> Figure:
    """The same in one build: findings, no crash, and the last release as it was."""
    lakehouse = ground.folder / "bad"
    write_lakehouse(lakehouse)
    cases = put_json(lakehouse)
    return judged(
        "build with all JSON cases", 2 * len(cases), ground, lakehouse, frozenset({"G03"})
    )


def value_builds(ground: Ground, torments: list[bad_values.Torment]) -> Iterator[Figure]:
    """A build for each torment."""
    for number, torment in enumerate(torments):
        lakehouse = ground.folder / f"bad{number}"
        count = bad_values.tormented(lakehouse, torment)
        name = f"build with {torment.name}"
        yield judged(name, count, ground, lakehouse, torment.expected)


def judged(
    name: str, cases: int, ground: Ground, lakehouse: Path, expected: frozenset[str]
) -> Figure:
    """A build on bad input: every node ran, a check saw it, nothing was told that is private."""
    begun = time.monotonic()
    ground.restore()
    run = run_dbt(ground.run, lakehouse, "build")
    found = set(re.findall(r"(?:finding|BLOCKED) +([A-Z][0-9]{2})  ", run.output))
    problems = [
        word
        for word, is_wrong in {
            f"exit {run.returncode}": run.returncode not in (0, 1),
            "traceback": "Traceback" in run.output,
            "a value in the output": SECRET.lower() in run.output.lower(),
            "broken nodes": bool(re.search(r"^  broken ", run.output, re.MULTILINE)),
            f"none of {set(expected)} found": not expected & found,
            "another release": run.returncode != 0 and ground.problem() is not None,
        }.items()
        if is_wrong
    ]
    note = f"exit {run.returncode}, {len(found)} checks see it" + "".join(
        f"; {problem}" for problem in problems
    )
    return Figure(name, cases, 0 if problems else cases, time.monotonic() - begun, note)
