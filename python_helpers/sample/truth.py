"""Count the defects of the sample lakehouse in its final data and describe its streams.

Nothing here repeats a planted rate: every count is a query over the rows that were written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from python_helpers.sample import defects as streams
from python_helpers.sample import plan_truth
from python_helpers.sample.defects import Defect
from python_helpers.sample.sizes import Sizes, dataset_files

MISSING_FIELDS = {
    "candidates": ["created_at", "updated_at", "last_active", "source", "zip"],
    "job_orders": ["created_at", "start_date", "target_count", "filled_count", "closed_at"],
    "workers_500k": ["created_at", "updated_at", "last_active"],
    "sparse_workers": ["worker_id", "email", "zip"],
    "new_candidates": ["candidate_id", "status", "created_at"],
}


def all_defects() -> Iterator[Defect]:
    """Every defect that is counted, in the order of the report."""
    yield from streams.phone_defects()
    yield from streams.geography_defects()
    yield from streams.order_defects()
    yield from streams.enum_defects()
    yield from streams.list_defects()
    yield from plan_truth.plan_defects()
    yield from plan_truth.overlap_defects()


def stream_entries(sizes: Sizes, counts: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Path and rows of each stream; for JSON the rows are files."""
    files = {}
    for name, rows in sizes.rows.items():
        paths = dataset_files(name, rows)
        path = paths[0] if len(paths) == 1 else f"data/datasets/{name}/*.parquet"
        files[name] = {"path": path, "rows": rows}
    corpus = {"path": "data/corpora/workers_500k_v8.parquet", "rows": sizes.rows["workers_500k"]}
    return files | {
        "workers_500k_v8": corpus,
        "scenarios": {"path": "tests/multi-agent/scenarios/*.json", "rows": counts["plans"]},
        "lessons": {"path": "data/_playbook_lessons/*.json", "rows": counts["lessons"]},
        "outcomes": {"path": "data/outcomes.jsonl", "rows": counts["outcomes"]},
    }


def measure(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The counts of defects, ready for `ground_truth.json`.

    `con` has one relation per stream, under the stream's name.
    """
    con.execute("""
        create temp table known_names as
        select name from workers_500k union select name from workers_100k
        union select name from ethereal_workers union select name from client_workersi
        union select name from sparse_workers union select name from new_candidates
        union select concat(first_name, ' ', last_name) from candidates
    """)
    defects = []
    for defect in all_defects():
        row = con.execute(f"select count(*) from {defect.rows}").fetchone()
        entry = dict(zip(("check", "stream", "field", "defect", "rule"), defect[:5], strict=True))
        defects.append(entry | {"count": row[0] if row else 0})
    for stream, fields in MISSING_FIELDS.items():
        entry = {"check": "S10", "stream": stream, "field": "*", "defect": "missing_fields"}
        defects.append(entry | {"rule": ", ".join(fields), "count": len(fields)})
    return defects
