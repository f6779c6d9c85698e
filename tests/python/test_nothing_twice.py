"""A second build makes again what has changed, and only that; it comes to what a first one does."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from dbt_run import Run, run_dbt

MARK = "masked by an earlier build"
# What every run looks at anew: files as they are now, and what runs write.
NEVER_KEPT = {"G05", "G06", "L08", "P02", "P03", "P08", "W01"}
RUN_LOGS = {
    "build_fingerprints", "check_results", "finding_counts", "gap_register", "promise_status",
    "release_changes", "waiver_violations",
}  # fmt: skip
AFTER_A_KILL = "stream = 'ethereal_workers' and source_row >= 10"
IN_MEMORY = {"retrieval_masked_texts", "retrieval_raw_texts"}
# P01 reads the catalog, which in a first build is not whole when it is read.
SELDOM_KEPT = {"P01"}


def copy_of(run: Run, folder: Path) -> Path:
    """The build and the releases of a run in a folder of their own."""
    for place in (run.build, run.published):
        shutil.copytree(place, folder / place.name, symlinks=True)
    return folder


def mark_all(folder: Path, table: str, column: str) -> None:
    """Make what an earlier build masked known from what this one masks."""
    with duckdb.connect(str(folder / "build" / "staffing.duckdb")) as connection:
        connection.execute(f"update masking.{table} set {column} = '{MARK}'")


def part_in_two(stream: Path) -> None:
    """Make a folder of two parts of a stream's file, with what Spark leaves beside them."""
    stream.mkdir()
    rows = f"read_parquet('{stream}.parquet', file_row_number = true)"
    for part, condition in (("part-0", "< 333"), ("part-1", ">= 333")):
        query = f"select * exclude (file_row_number) from {rows} where file_row_number {condition}"
        duckdb.sql(query).write_parquet(str(stream / f"{part}.parquet"))
    (stream / "_SUCCESS").touch()
    stream.with_suffix(".parquet").unlink()


def marked(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder / "build" / "staffing.duckdb"), read_only=True) as connection:
        return connection.sql(query).fetchall()


@pytest.fixture(scope="module")
def again(tiny_release: Run, tiny_lakehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A second build of the tiny lakehouse with nothing changed."""
    folder = copy_of(tiny_release, tmp_path_factory.mktemp("again"))
    return run_dbt(folder, tiny_lakehouse, "build")


def test_nothing_changed_nothing_is_made_again(again: Run, tiny_release: Run) -> None:
    assert again.returncode == 0, again.output[-3000:]
    assert again.contents == tiny_release.contents
    lines = [line for line in again.output.splitlines() if line.startswith("  kept ")]
    assert len(lines) == 1
    kept, _of, nodes = lines[0].split()[1:4]
    assert int(nodes) - int(kept) < 50
    assert not any(line.startswith("  kept ") for line in tiny_release.output.splitlines())


def test_models_are_made_again_that_runs_write_or_that_lie_in_memory(again: Run) -> None:
    results = json.loads((again.target / "run_results.json").read_text("utf-8"))["results"]
    made = {
        result["unique_id"].rpartition(".")[2]
        for result in results
        if result["unique_id"].startswith(("model.", "seed.")) and result["message"] != "KEPT"
    }
    assert made == RUN_LOGS | IN_MEMORY


def test_a_check_says_whether_its_evidence_is_an_earlier_builds(again: Run) -> None:
    results = again.rows(
        "select check_id, tests, tests_kept, status from marts.check_results "
        f"where run_id = '{again.manifest['run_id']}'"
    )
    made = {row[0] for row in results if row[3] != "not reached" and row[1] != row[2]}
    assert made - SELDOM_KEPT == NEVER_KEPT
    before = again.rows(
        "select sum(tests_kept) from marts.check_results "
        f"where run_id <> '{again.manifest['run_id']}'"
    )
    assert before == [(0,)]


def test_checks_come_to_the_same(again: Run) -> None:
    both = again.rows(
        "select check_id, count(distinct (status, measured, rows_bad)) as verdicts "
        "from marts.check_results group by check_id having verdicts > 1"
    )
    assert both == []


@pytest.fixture(scope="module")
def changed(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Run, Run]:
    """A build after files were added, changed and removed, and a first build of the same.

    In parts of a hundred rows, and after a build that was killed between two such parts.
    """
    folder = tmp_path_factory.mktemp("changed")
    lakehouse = Path(shutil.copytree(tiny_lakehouse, folder / "lakehouse"))
    orders = lakehouse / "data/datasets/job_orders.parquet"
    rows = duckdb.sql(
        f"select * replace (20.0::double + row_number() over () % 7 as pay_rate) from '{orders}'"
    )
    duckdb.from_arrow(rows.to_arrow_table()).write_parquet(str(orders))
    part_in_two(lakehouse / "data/datasets/workers_100k")
    lessons = sorted((lakehouse / "data/_playbook_lessons").glob("*.json"))
    lessons[0].unlink()
    added = json.loads(lessons[1].read_text("utf-8"))
    added["lesson_id"] = "added"
    lessons[0].with_name("added.json").write_text(json.dumps(added), encoding="utf-8")
    copy_of(tiny_release, folder)
    mark_all(folder, "workers_masked", "archetype")
    mark_all(folder, "lessons_masked", "client_name")
    mark_all(folder, "job_orders_masked", "title")
    with duckdb.connect(str(folder / "build" / "staffing.duckdb")) as connection:
        # As an earlier version of the model made it.
        connection.execute("alter table masking.client_roster_masked drop column mask_sha256")
        connection.execute(f"delete from masking.workers_masked where {AFTER_A_KILL}")
    second = run_dbt(folder, lakehouse, "build", "--vars", "rows_at_once: 100")
    return second, run_dbt(folder / "first", lakehouse, "build", "--full-refresh")


def test_only_files_that_changed_are_masked_again(changed: tuple[Run, Run]) -> None:
    second, first = changed
    assert second.returncode == first.returncode == 0, second.output[-3000:]
    is_marked = f"count(*) filter (where {{}} = '{MARK}') = count(*)"
    rows = marked(
        second.folder,
        f"select {is_marked.format('archetype')} from masking.workers_masked "
        "where stream = 'workers_500k' union all "
        f"select count(*) filter (where archetype = '{MARK}') = 0 from masking.workers_masked "
        "where stream = 'ethereal_workers' union all "
        f"select count(*) filter (where title = '{MARK}') = 0 from masking.job_orders_masked",
    )
    assert rows == [(True,), (True,), (True,)]
    lessons = marked(
        second.folder,
        "select source_path from masking.lessons_masked "
        f"where client_name is distinct from '{MARK}'",
    )
    assert lessons == [("data/_playbook_lessons/added.json",)]


def test_it_comes_to_what_a_first_build_does(changed: tuple[Run, Run], tmp_path: Path) -> None:
    """The marks aside, which are what this test put there."""
    second, first = changed
    for query in (
        "select * exclude (archetype) from masking.workers_masked",
        "select * from masking.job_orders_masked",
        "select * from masking.client_roster_masked",
        "select * exclude (client_name) from masking.lessons_masked",
        "select * from masking.plan_events_masked",
        "select * from marts.fill_events",
    ):
        a, b = (
            f"(select * from ({query.replace('from ', f'from {name}.')}))"
            for name in ("second", "first")
        )
        with duckdb.connect() as connection:
            for name, run in (("second", second), ("first", first)):
                path = run.build / "staffing.duckdb"
                connection.execute(f"attach '{path}' as {name} (read_only)")
            differing = connection.sql(f"(from {a} except all from {b}) union all "
                                       f"(from {b} except all from {a})").fetchall()  # fmt: skip
        assert differing == [], query
