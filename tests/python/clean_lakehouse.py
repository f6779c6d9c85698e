"""A small lakehouse in which nothing is wrong, and the project set up to know it.

Every check passes on it, so that a planted defect is all that a build can find. It is written by
hand and shares no code with the sample lakehouse.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from dbt_run import ROOT

ROWS = {
    "workers_500k": 60,
    "workers_100k": 20,
    "ethereal_workers": 10,
    "client_workersi": 8,
    "client_workerskjkk": 8,
    "sparse_workers": 7,
    "candidates": 6,
    "new_candidates": 5,
    "job_orders": 10,
    "workers_500k_v8": 60,
}
PLANS = LESSONS = 2
FIRST_NAMES = ("Abelina", "Brantley", "Calixto", "Dervla", "Eskil", "Farrukh", "Gwendal", "Hjalmar")
LAST_NAMES = (
    "Ashgrove", "Birkwood", "Coldstream", "Dunmarrow", "Eastmere", "Fallowby", "Grimsdyke",
    "Harkwell", "Ivesdale", "Jarrowby", "Kelmscott", "Larkhurst", "Marchmont", "Netherby",
    "Oakhanger", "Pendrake",
)  # fmt: skip
# Her name, surname first as registers write it, is a state's.
NAMESAKE = "Virginia West"
CANARY = {"name": "Wilhelmine Quillfeather", "email": "wq@canary.example", "phone": "6149990000"}
PROJECT = (
    "dbt_project.yml", "profiles.yml", "selectors.yml", "models", "macros", "seeds", "analyses",
    "python_helpers", "tests/generic", "tests/audit", "tests/meta",
)  # fmt: skip
PEOPLE = """
    select
        n,
        first_name,
        last_name,
        first_name || ' ' || last_name as name,
        lower(first_name || '.' || last_name) || '@mail.example' as email,
        printf('614%07d', 2000000 + n) as phone,
        printf('(614) %03d-%04d', 200 + n // 10000, n % 10000) as written_phone
    from (
        select
            n,
            $first[1 + n % len($first)] as first_name,
            $last[1 + (n // len($first)) % len($last)] as last_name
        from range(0, 128) as numbers(n)
    )
"""


Change = Callable[[dict[str, Any]], object]


class Place(NamedTuple):
    """Where a defect is planted: a lakehouse, the project that audits it, and dbt's folders."""

    lakehouse: Path
    project: Path
    run: Path

    def change_rows(self, stream: str, changes: dict[str, str]) -> None:
        """Change columns of a parquet stream; `row` is the row's number in an expression."""
        body = ", ".join(f"({expression}) as {column}" for column, expression in changes.items())
        self.rewrite(stream, f"""
            with numbered as (select *, row_number() over () - 1 as row from rows)
            select * exclude (row) replace ({body}) from numbered
        """)  # fmt: skip

    def rewrite(self, stream: str, query: str) -> None:
        """Replace a parquet stream by a query over `rows`."""
        path = parquet_of(self.lakehouse, stream)
        rows = duckdb.read_parquet(path).to_arrow_table()  # noqa: F841 (read by the query)
        duckdb.from_arrow(duckdb.sql(query).to_arrow_table()).write_parquet(path)

    def change_json(self, path: str, change: Change) -> None:
        file = self.lakehouse / path
        record = json.loads(file.read_text("utf-8"))
        change(record)
        file.write_text(json.dumps(record), encoding="utf-8")

    def change_plan(self, plan: str, change: Change) -> None:
        self.change_json(f"tests/multi-agent/scenarios/{plan}.json", change)

    def change_lesson(self, plan: str, change: Change) -> None:
        self.change_json(f"data/_playbook_lessons/{plan}.json", change)

    def plant_file(self, path: str, text: str) -> None:
        file = self.run / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def patch(self, path: str, old: str, new: str) -> None:
        """Change the project's code; a patch that no longer fits fails."""
        file = self.project / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path} has no longer exactly one: {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def tamper(self, statement: str) -> None:
        """Change the built database behind dbt's back."""
        with duckdb.connect(str(self.run / "build" / "staffing.duckdb")) as connection:
            connection.execute(statement)


def parquet_of(lakehouse: Path, stream: str) -> str:
    """The path of a parquet stream, as DuckDB wants it."""
    kind = "corpora" if stream == "workers_500k_v8" else "datasets"
    return str(lakehouse / "data" / kind / f"{stream}.parquet")


def write_lakehouse(folder: Path) -> None:
    """Write the whole lakehouse below `folder`, which need not exist."""
    datasets = folder / "data" / "datasets"
    for place in (datasets, folder / "data" / "corpora", folder / "data" / "_playbook_lessons",
                  folder / "tests" / "multi-agent" / "scenarios"):  # fmt: skip
        place.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"create table people as {PEOPLE}", {"first": FIRST_NAMES, "last": LAST_NAMES}
        )
        connection.execute("update people set name = ? where n = 58", [NAMESAKE])
        canary = "update people set name = $name, email = $email, phone = $phone where n = 59"
        connection.execute(canary, CANARY)
        for stream, query in streams():
            connection.sql(query).write_parquet(parquet_of(folder, stream))
        names = [name for (name,) in connection.sql("select name from people").fetchall()]
    write_plans(folder, names)
    (folder / "canaries.json").write_text(json.dumps([CANARY]), encoding="utf-8")


def streams() -> Iterator[tuple[str, str]]:
    """The parquet streams as queries over `people`; nobody is in two of them."""
    first = 0
    for stream in ("workers_500k", "workers_100k", "ethereal_workers"):
        yield (
            stream,
            f"""
            select
                n - {first} as worker_id, name, 'Warehouse Associate' as role, email, phone,
                'Columbus' as city, 'OH' as state, '43004' as zip,
                'forklift, picking' as skills, 'OSHA-10' as certifications,
                'reliable' as archetype, 0.9 as reliability, 0.8 as responsiveness,
                0.7 as engagement, 1.0 as compliance, 0.5 as availability,
                'Hello ' || first_name || ', can you work Monday? | Yes, call ' || written_phone
                    as communications,
                name || ' has picked orders for five years. Write to ' || email || '.'
                    as resume_text
            from people where n between {first} and {first + ROWS[stream] - 1} order by n
        """,
        )
        first += ROWS[stream]
    yield (
        "client_workersi",
        f"""
        select
            n - {first} as worker_id, name, 'Warehouse Associate' as role, 'Columbus' as city,
            'OH' as state, email, written_phone as phone, 'forklift' as skills,
            'OSHA-10' as certifications, 0.5 as availability, 0.9 as reliability,
            'reliable' as archetype
        from people where n between {first} and {first + ROWS["client_workersi"] - 1} order by n
    """,
    )
    first += ROWS["client_workersi"]
    yield (
        "sparse_workers",
        f"""
        select
            name, written_phone as phone, 'Warehouse Associate' as role, 'Columbus' as city,
            'OH' as state, name || ' asked for days.' as notes
        from people where n between {first} and {first + ROWS["sparse_workers"] - 1} order by n
    """,
    )
    first += ROWS["sparse_workers"]
    yield (
        "candidates",
        f"""
        select
            printf('CAND-%05d', n) as candidate_id, first_name, last_name, email,
            written_phone as phone, 'Columbus' as city, 'OH' as state, 'picking' as skills,
            3::integer as years_experience, 18::integer as hourly_rate_usd, 'active' as status
        from people where n between {first} and {first + ROWS["candidates"] - 1} order by n
    """,
    )
    first += ROWS["candidates"]
    yield (
        "new_candidates",
        f"""
        select
            name, written_phone as phone, email, 'Columbus' as city, 'OH' as state,
            'picking' as skills, 2::integer as years
        from people where n between {first} and {first + ROWS["new_candidates"] - 1} order by n
    """,
    )
    yield (
        "job_orders",
        f"""
        select
            printf('JO-%06d', n) as job_order_id, 'CLI-00001' as client_id,
            'Warehouse Associate' as title, 'industrial' as vertical, 27.75 as bill_rate,
            18.5 as pay_rate, 'open' as status, 'Columbus' as city, 'OH' as state,
            '43004' as zip, 'Picking and packing. Pay $18.50/hr. Head count: 4.' as description
        from range(1, {ROWS["job_orders"]} + 1) as numbers(n)
    """,
    )
    yield (
        "workers_500k_v8",
        f"""
        select
            printf('w500k-%06d', n) as doc_id, n as worker_id,
            'Warehouse Associate in Columbus, OH. Has picked orders for five years.' as text
        from range(0, {ROWS["workers_500k_v8"]}) as numbers(n)
    """,
    )


def write_plans(folder: Path, names: list[str]) -> None:
    """Two plans of two events each, a lesson for each plan, and what came of one event."""
    for number in range(1, PLANS + 1):
        plan = f"2025-01-0{number}_cli-00001_00{number}"
        crew = names[4 * number : 4 * number + 4]
        events = [
            {"at": "06:00", "role": "Warehouse Associate", "count": 2, "city": "Columbus",
             "state": "OH", "workers": crew[:2], "filled": 2},
            {"at": "14:00", "role": "Warehouse Associate", "count": 2, "city": "Columbus",
             "state": "OH", "workers": crew[2:], "filled": 2},
        ]  # fmt: skip
        record: dict[str, Any] = {"scenario_id": plan, "client": "CLI-00001",
                                  "date": f"2025-01-0{number}", "events": events}  # fmt: skip
        path = folder / "tests" / "multi-agent" / "scenarios" / f"{plan}.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        lesson = {"scenario": plan, "client": "CLI-00001", "date": record["date"],
                  "events_total": 2, "events_ok": 2, "lesson": f"{crew[0]} led well."}  # fmt: skip
        path = folder / "data" / "_playbook_lessons" / f"{plan}.json"
        path.write_text(json.dumps(lesson), encoding="utf-8")
    outcome = {"plan": "2025-01-01_cli-00001_001", "event": 1, "filled": 2, "showed": 2,
               "no_shows": 0, "recorded_at": "2025-01-01T20:00:00Z"}  # fmt: skip
    (folder / "data" / "outcomes.jsonl").write_text(json.dumps(outcome) + "\n", encoding="utf-8")


def copy_project(folder: Path) -> Path:
    """A copy of the project whose recorded inventory is this lakehouse's."""
    for name in PROJECT:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for file in (folder / "models" / "staging" / "sources").glob("*.yml"):
        file.write_text(with_expected_rows(file.read_text("utf-8")), encoding="utf-8")
    settings = folder / "dbt_project.yml"
    text = settings.read_text("utf-8")
    recorded = f"expected_files: {{scenarios: {PLANS}, lessons: {LESSONS}}}"
    settings.write_text(re.sub(r"expected_files: \{.*\}", recorded, text), encoding="utf-8")
    # Fields that this lakehouse's streams have: S10 finds nothing.
    fields = folder / "seeds" / "expected_fields.csv"
    fields.write_text("stream,field,reason\ncandidates,email,to reach them\n", encoding="utf-8")
    # Claims that are true of it: D01 finds nothing.
    (folder / "seeds" / "claims.csv").write_text(claims(), encoding="utf-8")
    return folder


def claims() -> str:
    """The seed claims.csv: what is true of this lakehouse, and would not be of another."""
    workers = ("workers_500k", "workers_100k", "ethereal_workers", "client_workersi")
    true = {f"rows.{stream}": ROWS[stream] for stream, _ in streams()}
    true |= {
        "files.datasets": len(true) - 1,  # all but the corpus
        "files.scenarios": PLANS,
        "rows_of_worker_shape": sum(ROWS[stream] for stream in workers),
        "worker_files_have_one_schema": 1,
    }
    lines = [f"{metric},here,{metric},{metric},{count},0" for metric, count in true.items()]
    return "\n".join(["claim_id,where_it_stands,claim,metric,expected,tolerance", *lines, ""])


def with_expected_rows(registry: str) -> str:
    """The sources' YAML with the number of rows that each stream has here."""
    parts = re.split(r"(?m)^(?=      - name: )", registry)
    for index, part in enumerate(parts):
        name = re.match(r"      - name: (\w+)", part)
        if name and name[1] in ROWS:
            parts[index] = re.sub(r"expected_rows: \d+", f"expected_rows: {ROWS[name[1]]}", part)
    return "".join(parts)
