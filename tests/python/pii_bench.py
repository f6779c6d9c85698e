"""How fast personal data is found, on one core, over the sample lakehouse (`make bench`).

Texts of two kinds: dense ones, a résumé and its messages, with some four details and names each;
and clean ones, résumés without their own name, e-mail or phone; as many of each as a build takes at
once (var rows_at_once). Everyone in workers_500k is known.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from pii_score import guard_for
from sql_redaction import People, SqlRedaction

from python_helpers.prompt_guard import PromptGuard

WORKERS = "data/datasets/workers_500k.parquet"
DENSE = "select name, resume_text || ' | ' || communications from {} limit 40000"
CLEAN = (
    "select name, resume_text from {} where not contains(resume_text, name) "
    "and not regexp_matches(resume_text, '[@(]') limit 40000"
)
PROMPT = 4096  # characters
CREATE = "create or replace temp table result as "
BODIES = """
    create or replace temp table bodies as
    with masked as ({})
    select row_key as text_no, masked.body, own_name, '[PERSON:' || name_token || ']' as own_label
    from masked inner join texts using (row_key)
"""


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The median of some runs in seconds of CPU: others on the machine do not count."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def check_all(guard: PromptGuard, texts: list[str]) -> float:
    """Seconds that the guard takes for some texts."""
    return seconds(lambda: [guard.check(text) for text in texts])


def measure(lakehouse: Path) -> list[dict[str, Any]]:
    """Print the table, and give its lines: what, megabytes, seconds.

    A lakehouse without the file of workers has none.
    """
    file = lakehouse / WORKERS
    if not file.is_file():
        print(f"There is no {WORKERS}: how fast personal data is found was not measured.")
        return []
    rows = f"read_parquet('{file}')"
    people = People(name for (name,) in duckdb.sql(f"select distinct name from {rows}").fetchall())
    guard = guard_for(people)
    with tempfile.TemporaryDirectory() as folder:
        sql = SqlRedaction(Path(folder) / "compiled", lakehouse, people)
    sql.connection.execute("set threads = 1")
    print(f"{len(people.aliases):,} forms of names; one core, its own seconds; median of 3")
    print(f"{'':<34}{'MB':>6}{'seconds':>9}{'MB/s':>7}")
    lines: list[dict[str, Any]] = []

    def line(what: str, megabytes: float, took: float) -> None:
        print(f"{what:<34}{megabytes:>6.1f}{took:>9.2f}{megabytes / took:>7.1f}")
        lines.append({"what": what, "megabytes": megabytes, "seconds": took})

    for kind, query in (("clean", CLEAN), ("dense", DENSE)):
        found = duckdb.sql(query.format(rows)).fetchall()
        texts = {str(number): text for number, (_, text) in enumerate(found)}
        megabytes = sum(len(text.encode()) for text in texts.values()) / 1e6
        sql.fill(texts, {str(number): name for number, (name, _) in enumerate(found)})
        patterns = seconds(lambda: sql.connection.execute(CREATE + sql.patterns))
        line(f"SQL patterns, {kind} text", megabytes, patterns)
        sql.connection.execute(BODIES.format(sql.patterns))
        names = seconds(lambda: sql.connection.execute(CREATE + sql.names))
        line(f"SQL names, {kind} text", megabytes, names)
        whole = seconds(lambda: sql.connection.execute(CREATE + sql.whole))
        line(f"SQL patterns and names, {kind} text", megabytes, whole)
        some = list(texts.values())[:4000]
        megabytes = sum(len(text.encode()) for text in some) / 1e6
        line(f"prompt guard, {kind} text", megabytes, check_all(guard, some))
        prompt = "\n".join(some)[:PROMPT]
        guard.names.judge.cache_clear()
        guard.names.facts.cache_clear()
        start = time.process_time()
        guard.check(prompt)
        first = time.process_time() - start
        print(f"a {kind} prompt of {PROMPT} characters: {first * 1000:.1f} ms at first, "
              f"{check_all(guard, [prompt]) * 1000:.1f} ms again")  # fmt: skip
    return lines
