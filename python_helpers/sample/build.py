"""Make the sample lakehouse's files with DuckDB.

Nothing here depends on the clock, the thread count or the order rows happen to be read in: the same
seed and scale give the same bytes.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from python_helpers.sample.canaries import CANARIES, plant_canaries
from python_helpers.sample.combos import make_combos
from python_helpers.sample.database import insert_rows, set_variables, write_parquet
from python_helpers.sample.phrases import DATA, fill_template, literal, read_phrases
from python_helpers.sample.plans import write_plans
from python_helpers.sample.sizes import BIG, Sizes, clients_of, dataset_files, parts_of, sizes_at
from python_helpers.sample.truth import measure, stream_entries

SQL = Path(__file__).parent / "sql"
SEEDS = Path(__file__).parents[2] / "seeds"
SHARED_WITH_500K = {"workers_500k": 0.0, "workers_100k": 0.12, "ethereal_workers": 0.06}
SMALL_FILES = ("client_workersi", "client_workerskjkk", "sparse_workers", "new_candidates")
ORDER_COLUMNS = "* exclude (says_pay, said_pay, has_contact)"
Report = Callable[[str, int, float], None]


def open_database(file: Path, sizes: Sizes, seed: int) -> duckdb.DuckDBPyConnection:
    """A new database with the variables and macros that the SQL files use."""
    con = duckdb.connect(str(file), config={"preserve_insertion_order": True})
    con.execute("set enable_progress_bar = false")
    values: dict[str, int | str] = {"seed": seed, "data": str(DATA), "seeds": str(SEEDS)}
    values |= sizes.rows | {"clients": clients_of(sizes)}
    values |= {
        "first_roster_person": sizes.first["client_workersi"],
        "first_sparse_person": sizes.first["sparse_workers"],
        "first_candidate_person": sizes.first["candidates"],
        "first_new_person": sizes.first["new_candidates"],
    }
    set_variables(con, values)
    return con


def run_file(con: duckdb.DuckDBPyConnection, name: str, phrases: dict[str, list[str]]) -> None:
    """Run one SQL file with its phrases filled in."""
    con.execute(fill_template((SQL / name).read_text(encoding="utf-8"), phrases))


def set_part(con: duckdb.DuckDBPyConnection, number: int, part: range) -> None:
    """Tell the SQL files which rows are made next."""
    set_variables(con, {"part_no": number, "part_first": part.start, "part_end": part.stop})


def write_corpus(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The text corpus that exists already: one document a worker, made from raw text."""
    query = """
        select
            printf('w500k-%06d', worker_id) as doc_id,
            worker_id,
            concat_ws(
                chr(10),
                name || ' - ' || role || ', ' || city || ' ' || state,
                concat_ws(' / ', email, phone::varchar),
                resume_text,
                'Messages: ' || communications
            ) as text
        from workers_500k
    """
    write_parquet(con, query, path)


def build(out: Path, scale: float, seed: int, report: Report, *, counted: bool = True) -> None:
    """Write a whole sample lakehouse under `out`, which is empty; half-made things lie beside.

    Not `counted`, its ground truth is without defects: to count them takes a sixth of the time.
    """
    sizes, phrases = sizes_at(scale), read_phrases()
    con = open_database(out.with_suffix(".duckdb"), sizes, seed)
    datasets = out / "data" / "datasets"

    clock = time.perf_counter()
    run_file(con, "setup.sql", phrases)
    con.execute(
        "create table combos (combo_id bigint, skills varchar,"
        " certifications varchar, s1 varchar, s2 varchar, s3 varchar, cert varchar)"
    )
    insert_rows(con, "combos", make_combos(DATA / "roles.csv", seed))
    for number, part in enumerate(parts_of(sizes.people)):
        set_part(con, number, part)
        run_file(con, "people.sql", phrases)
        con.execute(
            "insert into people from people_part" if number else
            "create table people as from people_part"
        )  # fmt: skip
    plant_canaries(con, sizes)
    report("people", sizes.people, time.perf_counter() - clock)

    for place, stream in enumerate(BIG):
        clock = time.perf_counter()
        set_variables(
            con,
            {
                "stream_rows": sizes.rows[stream],
                "stream_first_person": sizes.first[stream],
                "stream_key": place * 100_000_000,
            },
        )
        con.execute(f"set variable stream_shared = {SHARED_WITH_500K[stream]}::double")
        query = fill_template((SQL / "worker_file.sql").read_text(encoding="utf-8"), phrases)
        files = [str(out / file) for file in dataset_files(stream, sizes.rows[stream])]
        for number, part in enumerate(parts_of(sizes.rows[stream])):
            set_part(con, number, part)
            run_file(con, "workers.sql", phrases)
            write_parquet(con, query, Path(files[number]))
        listed = ", ".join(map(literal, files))
        con.execute(f"create view {stream} as from read_parquet([{listed}])")
        report(stream, sizes.rows[stream], time.perf_counter() - clock)

    clock = time.perf_counter()
    corpus = out / "data" / "corpora" / "workers_500k_v8.parquet"
    write_corpus(con, corpus)
    con.execute(f"create view workers_500k_v8 as from read_parquet({literal(str(corpus))})")
    report("workers_500k_v8", sizes.rows["workers_500k"], time.perf_counter() - clock)

    clock = time.perf_counter()
    run_file(con, "small_streams.sql", phrases)
    run_file(con, "job_orders.sql", phrases)
    con.execute(f"create view job_orders as select {ORDER_COLUMNS} from orders_with_truth")
    for stream in (*SMALL_FILES, "candidates", "job_orders"):
        write_parquet(con, f"from {stream}", datasets / f"{stream}.parquet")
        report(stream, sizes.rows[stream], time.perf_counter() - clock)
        clock = time.perf_counter()

    counts = write_plans(con, out, sizes, seed)
    report(
        "scenarios and lessons", counts["plans"] + counts["lessons"], time.perf_counter() - clock
    )

    clock = time.perf_counter()
    truth: dict[str, Any] = {"seed": seed, "scale": scale}
    truth |= {"streams": stream_entries(sizes, counts), **counts}
    if counted:
        truth["defects"] = measure(con)
    truth["canaries"] = CANARIES
    text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
    (out / "ground_truth.json").write_text(text, encoding="utf-8")
    people = [{key: person[key] for key in ("name", "email", "phone")} for person in CANARIES]
    (out / "canaries.json").write_text(json.dumps(people, indent=1) + "\n", encoding="utf-8")
    report("ground_truth", len(truth.get("defects", [])), time.perf_counter() - clock)
    con.close()
