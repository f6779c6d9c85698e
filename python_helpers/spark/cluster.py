"""A small standalone cluster with a Connect server on this machine, of PySpark's own jars.

`python -m python_helpers.spark.cluster up` starts a master, a worker and the server and waits until
the latter answers; `down` ends them. Exit: 0, or 2 and why. All listen on 127.0.0.1 alone: who
reaches the server reads what its user reads. STAFFING_SPARK_PORTS: the master's and the server's.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(os.environ.get("STAFFING_BUILD_DIR", "build")) / "spark_cluster"
MASTER, SERVER = map(int, os.environ.get("STAFFING_SPARK_PORTS", "7077 15002").split())
PATIENCE = 120  # seconds for each to answer
HOST = "127.0.0.1"


def command(name: str) -> list[str]:
    """How a process is started."""
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise SystemExit("PySpark is not in the environment: make spark")
    start = [str(Path(spec.origin).parent / "bin" / "spark-class")]
    url = f"spark://{HOST}:{MASTER}"
    deploy = "org.apache.spark.deploy"
    return start + {
        "master": [f"{deploy}.master.Master", "--host", HOST, "--port", str(MASTER),
                   "--webui-port", "0"],
        "worker": [f"{deploy}.worker.Worker", url, "--host", HOST, "--cores", "2",
                   "--memory", "2g", "--webui-port", "0", "--work-dir", str(FOLDER / "work")],
        "server": [f"{deploy}.SparkSubmit", "--class",
                   "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", url,
                   "--conf", f"spark.connect.grpc.binding.address={HOST}",
                   "--conf", f"spark.connect.grpc.binding.port={SERVER}",
                   "--conf", f"spark.driver.host={HOST}",
                   "--conf", "spark.executor.memory=2g", "--conf", "spark.driver.memory=2g",
                   "--conf", "spark.log.level=OFF", "--conf", "spark.ui.enabled=false",
                   "--conf", "spark.sql.shuffle.partitions=4", "spark-internal"],
    }[name]  # fmt: skip


def answers(port: int) -> bool:
    """Whether something listens at a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def up() -> None:
    """Start what does not run yet."""
    os.umask(0o077)
    FOLDER.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(FOLDER / "spill")}
    for name, port in (("master", MASTER), ("worker", None), ("server", SERVER)):
        record = FOLDER / f"{name}.pid"
        if record.exists() and is_alive(int(record.read_text("ascii"))):
            continue
        with (FOLDER / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command(name), env=environment, stdout=log, stderr=log, start_new_session=True
            )
        record.write_text(str(process.pid), encoding="ascii")
        deadline = time.monotonic() + PATIENCE
        while port is not None and not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"The {name} did not start: see {FOLDER / name}.log")
            time.sleep(0.5)
    print(f"Spark answers at sc://{HOST}:{SERVER}: dbt build --target spark_connect")


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def down() -> None:
    """End what runs, the server first."""
    for name in ("server", "worker", "master"):
        record = FOLDER / f"{name}.pid"
        if record.exists():
            pid = int(record.read_text("ascii"))
            if is_alive(pid):
                os.killpg(pid, signal.SIGTERM)
            record.unlink()


def main() -> int:
    """Run the command line."""
    if sys.argv[1:] not in (["up"], ["down"]):
        print("usage: cluster up|down", file=sys.stderr)
        return 2
    up() if sys.argv[1] == "up" else down()
    return 0


if __name__ == "__main__":
    sys.exit(main())
