"""What a run of the audit recorded about itself: findings and statuses."""

from typing import Any

import duckdb
from dbt_run import Run

Finding = tuple[str, str | None, str | None, str]  # check, dataset, field, reason
Found = dict[Finding, int]


def results(run: Run, query: str) -> list[tuple[Any, ...]]:
    """A query on what the run's build recorded; `this` is the id of the last run."""
    database = run.build / "staffing.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("""
            set variable this = (select arg_max(run_id, run_at) from marts.check_results)
        """)
        return connection.sql(query.replace("this", "getvariable('this')")).fetchall()


def found_by(run: Run) -> Found:
    rows = results(run, """
        select check_id, dataset, field, reason, sum(rows_bad)
        from marts.finding_counts where run_id = this and rows_bad > 0 group by all
    """)  # fmt: skip
    return {(check, dataset, field, reason): n for check, dataset, field, reason, n in rows}


def statuses(run: Run) -> dict[str, str]:
    query = "select check_id, status from marts.check_results where run_id = this"
    return dict(results(run, query))
