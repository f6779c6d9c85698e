"""What the tests share: a tiny lakehouse, one build of it, and what is left out where."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium
from dbt_run import ROOT, SHARED, Run, once, run_dbt, run_once
from object_store import serving
from spark_engine import why_no_spark

from python_helpers.sample_lakehouse import make_sample

NEEDS = {"real": SHARED / "real" / "lakehouse", "pii": SHARED / "pii"}


def absent_needs(config: pytest.Config) -> dict[str, str]:
    """What is not here, by the marker of the tests that need it: why, and how to get it."""
    absent = {
        marker: f"{folder} is not there. Put the project's shared folder beside the project, or "
        "name it: SHARED_DIR=/path/to/shared make test."
        for marker, folder in NEEDS.items()
        if not folder.is_dir()
    }
    if not chromium():
        absent["browser"] = (
            "there is no Chromium. Install it (Debian: apt-get install chromium), or name one: "
            "CHROMIUM=/path/to/chromium make test."
        )
    if config.option.markexpr != "spark":
        absent["spark"] = "Spark is an extra; its tests take minutes. Run them: make test-spark."
    elif reason := why_no_spark():
        absent["spark"] = reason
    return absent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs something that is not here; the summary says so."""
    absent = absent_needs(config)
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for marker, reason in absent_needs(terminalreporter.config).items():
        terminalreporter.write_line(f"LEFT OUT: the tests marked '{marker}', because {reason}")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary folder that all workers of this session share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def tiny_lakehouse(common: Path) -> Path:
    """A sample lakehouse at a hundredth of its size. To be read only: copy it to change it."""
    return once(common / "tiny_lakehouse", lambda folder: make_sample(folder, 0.01, seed=7))


@pytest.fixture(scope="session")
def truth(tiny_lakehouse: Path) -> dict[str, Any]:
    """What the tiny lakehouse is known to hold."""
    record: dict[str, Any] = json.loads((tiny_lakehouse / "ground_truth.json").read_text("utf-8"))
    return record


@pytest.fixture(scope="session")
def tiny_release(common: Path, tiny_lakehouse: Path) -> Run:
    """One whole build of the tiny lakehouse on one thread. To be read only."""
    return run_once(
        common / "tiny_release",
        lambda folder: run_dbt(folder, tiny_lakehouse, "build", threads=1, log_level="debug"),
    )


@pytest.fixture(scope="module")
def object_store() -> Iterator[dict[str, str]]:
    """A server of object storage with an empty bucket; the variables that lead there."""
    with serving() as variables:
        yield variables


@pytest.fixture(scope="session")
def site(common: Path, tiny_release: Run, tiny_lakehouse: Path) -> Path:
    """What `make docs` writes, from the tiny release, and the gap report beside it."""

    def make(folder: Path) -> None:
        folder.mkdir()
        environment = {
            "PATH": "", "DBT_PROFILES_DIR": str(ROOT), "DBT_TARGET_PATH": str(folder),
            "DBT_LOG_PATH": str(folder / "logs"), "STAFFING_LAKEHOUSE": str(tiny_lakehouse),
            "STAFFING_BUILD_DIR": str(tiny_release.build),
            "STAFFING_KEY_FILE": str(tiny_release.folder / "key"),
            "STAFFING_PUBLISHED_DIR": str(tiny_release.published),
        }  # fmt: skip
        for command in (
            ["dbt.cli.main", "--quiet", "docs", "generate", "--static", "--threads", "1"],
            ["python_helpers.pages.docs"],
        ):
            subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=True)

    return once(common / "site", make)


@pytest.fixture
def copy_of_tiny(tiny_lakehouse: Path, tmp_path: Path) -> Path:
    """A copy of the tiny lakehouse that a test may break."""
    return Path(shutil.copytree(tiny_lakehouse, tmp_path / "lakehouse"))
