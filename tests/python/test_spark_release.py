"""A build on Spark publishes what a build by DuckDB does, and nothing without the key."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dbt_run import ROOT, Run, run_dbt
from parity import differences
from spark_engine import start_session

from python_helpers.spark.engine import Engine, NotOnSpark

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens at."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@pytest.fixture
def connect_server(tmp_path: Path) -> Iterator[str]:
    """The address of a Connect server before a standalone cluster: `make spark-up`."""
    master, server = free_ports(2)
    environment = os.environ | {
        "STAFFING_BUILD_DIR": str(tmp_path / "cluster"),
        "STAFFING_SPARK_PORTS": f"{master} {server}",
    }
    cluster = [sys.executable, "-m", "python_helpers.spark.cluster"]
    try:
        subprocess.run([*cluster, "up"], cwd=ROOT, env=environment, check=True)
        yield f"sc://127.0.0.1:{server}"
    finally:
        subprocess.run([*cluster, "down"], cwd=ROOT, env=environment, check=True)


def test_a_build_on_spark_is_the_same_release(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path
) -> None:
    run = run_dbt(tmp_path, tiny_lakehouse, "build", "--target", "spark", threads=1)
    assert_same_release(tiny_release, run)


def test_a_build_by_a_cluster_is_the_same_release(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path, connect_server: str
) -> None:
    run = run_dbt(
        tmp_path,
        tiny_lakehouse,
        "build",
        "--target",
        "spark_connect",
        threads=1,
        variables={"STAFFING_SPARK_REMOTE": connect_server},
    )
    assert_same_release(tiny_release, run)


def assert_same_release(tiny_release: Run, run: Run) -> None:
    """Every published relation has the same rows, and every exported file the same bytes."""
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
