"""The same lakehouse gives the same content, however many threads build it."""

from pathlib import Path

from dbt_run import Run, run_dbt

from python_helpers import release_diff

# Rows of every run: when it ran, and what it came to.
RUN_LOGS = set(release_diff.RUN_LOGS)


def contents(run: Run) -> dict[str, tuple[int, str]]:
    return {
        relation["name"]: (relation["rows"], relation["content_hash"])
        for relation in run.manifest["relations"]
        if relation["name"] not in RUN_LOGS
    }


def test_two_builds_on_one_and_on_four_threads_are_the_same(
    tiny_release: Run, tiny_lakehouse: Path, tmp_path: Path
) -> None:
    other = run_dbt(tmp_path, tiny_lakehouse, "build", threads=4)
    assert other.returncode == 0, other.output[-3000:]
    assert contents(tiny_release)["marts.fill_events"][0] > 0
    assert contents(other) == contents(tiny_release)
    assert other.manifest["inputs"] == tiny_release.manifest["inputs"]
    parquet = {
        name: {file["path"]: file["sha256"] for file in run.manifest["outputs"]
               if file["path"].endswith(".parquet")}
        for name, run in (("one", tiny_release), ("four", other))
    }  # fmt: skip
    assert "workers_500k_v9.parquet" in parquet["one"]
    assert parquet["four"] == parquet["one"]
    assert other.manifest["run_id"] != tiny_release.manifest["run_id"]
