"""The same lakehouse gives the same content, however many threads build it."""

from pathlib import Path

from dbt_run import Run, run_dbt


def test_two_builds_on_one_and_on_four_threads_are_the_same(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path
) -> None:
    other = run_dbt(tmp_path, tiny_lakehouse, "build", threads=4)
    assert other.returncode == 0, other.output[-3000:]
    assert tiny_release.contents["marts.fill_events"][0] > 0
    assert other.contents == tiny_release.contents
    assert other.manifest["inputs"] == tiny_release.manifest["inputs"]
    assert "workers_500k_v9.parquet" in tiny_release.parquet
    assert other.parquet == tiny_release.parquet
    assert other.manifest["run_id"] != tiny_release.manifest["run_id"]
