"""P06: an existing corpus is found raw or clean, with the exact share of its documents."""

from pathlib import Path
from typing import Any

import duckdb
from dbt_run import Run, run_dbt


def documents_found(run: Run) -> int:
    with duckdb.connect(str(run.build / "vault.duckdb"), read_only=True) as vault:
        found = vault.sql("select count(*) from checks.corpus_violations").fetchall()
    return int(found[0][0])


def test_the_corpus_of_raw_texts_is_found_raw(tiny_release: Run, truth: dict[str, Any]) -> None:
    rows = tiny_release.value(
        "select rows from inventory.stream_inventory where stream = 'workers_500k_v8'"
    )
    share = tiny_release.value("select measured from marts.check_measures where check_id = 'P06'")
    assert rows == truth["streams"]["workers_500k_v8"]["rows"]
    assert documents_found(tiny_release) == rows
    assert share == 1.0


def test_a_corpus_of_safe_texts_is_found_clean(
    copy_of_tiny: Path, tiny_release: Run, tmp_path: Path
) -> None:
    with duckdb.connect(str(tiny_release.current / "staffing.duckdb"), read_only=True) as release:
        release.execute(f"""
            copy (
                select
                    worker_id || '-doc' as doc_id,
                    worker_id,
                    concat_ws(chr(10), name_token, role_name, city, state, resume_text,
                        array_to_string(messages, chr(10))) as text
                from safe.workers_safe where stream = 'workers_500k'
            ) to '{copy_of_tiny}/data/corpora/workers_500k_v8.parquet' (format parquet)
        """)
    run = run_dbt(tmp_path, copy_of_tiny, "build", "--select", "+corpus_violations",
                  "--exclude-resource-type", "test", "unit_test")  # fmt: skip
    assert run.returncode == 0, run.output
    assert documents_found(run) == 0
