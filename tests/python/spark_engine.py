"""Which Spark the tests on Spark use, if there is one, and a session of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_JAVA = 17


@cache
def java_version() -> int | None:
    """The major version of the Java that PySpark would start; None without one."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        return None
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1[.])?([0-9]+)', said)
    return int(found[1]) if found else None


def why_no_spark() -> str | None:
    """Why no Spark can be started here, and what to do; None when one can be."""
    if find_spec("pyspark") is None:
        return "PySpark is not in the environment. Add it: make spark."
    version = java_version()
    if version is None or version < LEAST_JAVA:
        found = "there is no Java" if version is None else f"Java {version} is too old"
        return (
            f"{found}. Install {LEAST_JAVA} or newer (Debian: apt-get install "
            "openjdk-17-jre-headless), or name one: JAVA_HOME=/path/to/jdk make test-spark."
        )
    return None


def start_session(folder: Path) -> SparkSession:
    """A small Spark on this machine that keeps what it writes in a folder."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.memory": "2g",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
