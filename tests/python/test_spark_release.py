"""A build on Spark publishes what a build by DuckDB does, and nothing without the key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dbt_run import Run, run_dbt
from parity import differences
from spark_engine import start_session

from python_helpers.spark.engine import Engine, NotOnSpark

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]


def test_a_build_on_spark_is_the_same_release(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path
) -> None:
    run = run_dbt(tmp_path, tiny_lakehouse, "build", "--target", "spark", threads=1)
    assert run.returncode == 0, run.output[-3000:]
    found = list(differences(tiny_release, run))
    assert len(found) > 50
    assert sum(relation.rows for relation in found) > 40_000
    assert [row for row in found if row.in_duckdb_alone or row.on_spark_alone] == []
    outputs = {
        name: {file["path"]: file["sha256"] for file in run.manifest["outputs"]
               if file["path"].endswith(".parquet")}
        for name, run in (("duckdb", tiny_release), ("spark", run))
    }  # fmt: skip
    assert outputs["spark"] == outputs["duckdb"]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    session = start_session(tmp_path)
    yield Engine(session, tmp_path / "relations", {}, None)
    session.stop()


def test_without_a_key_nothing_is_masked(engine: Engine) -> None:
    with pytest.raises(NotOnSpark, match="no masking key"):
        engine.make_table("masking.x", "select 1 as a from vault.masking.pii_key")
    assert not (engine.folder / "masking.x").exists()


def test_what_is_not_known_stops(engine: Engine) -> None:
    with pytest.raises(NotOnSpark, match=r"staging.stg_files is not known"):
        engine.make_table("x.y", "select * from vault.staging.stg_files")
    with pytest.raises(ValueError, match="stem is not known"):
        engine.make_table("x.y", "select stem('running') as word")
