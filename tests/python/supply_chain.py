"""`make audit`: the licence of every locked distribution, and known holes in them.

Exit: 0 nothing found, 1 a licence or a hole to look at. Without pip-audit, or without the data
that it asks for on the network, the second part is not done, and said to be so.
"""

import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

from dbt_run import ROOT

LOCK = ROOT / "requirements.lock"
SPARK_LOCK = ROOT / "requirements-spark.lock"  # what the extra `spark` adds
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|CC0|Unlicense)\b"
)
# Two licences to choose from, of which the first is permissive.
CHOSEN = {"text-unidecode": "Artistic License"}
FIELDS = ("License-Expression", "License")
UNREACHED = "could not be audited"


class Locked(NamedTuple):
    """A line of the lock: name, version, whether every file of it has a hash, its marker."""

    name: str
    version: str
    is_hashed: bool
    marker: str


def locked(*locks: Path) -> list[Locked]:
    """Every distribution of some locks; of both without a name."""
    lines = "\n".join(lock.read_text("utf-8").strip() for lock in locks or (LOCK, SPARK_LOCK))
    entries = re.split(r"\n(?=\S)", lines)
    found = []
    for entry in entries:
        head = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)(?: ; ([^\\]+))?", entry)
        assert head, entry[:80]
        found.append(
            Locked(plain(head[1]), head[2], "--hash=sha256:" in entry, (head[3] or "").strip())
        )
    return found


def plain(name: str) -> str:
    """A distribution's name as it is compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    """The distributions of this environment by name."""
    return {plain(found.metadata["Name"]): found for found in distributions()}


def licence(distribution: Distribution) -> str:
    """What a distribution says of its licence: expression, else classifiers, text, first file."""
    data = distribution.metadata
    classified = [
        line.split(" :: ")[-1]
        for line in data.get_all("Classifier") or []
        if line.startswith("License")
    ]
    name = plain(data["Name"])
    expression, text = ((data.get_all(field) or [""])[0] for field in FIELDS)
    file = (data.get_all("License-File") or [""])[0]
    written = distribution.read_text(f"licenses/{file}") if file else ""
    said = expression or "; ".join(classified) or text or written or ""
    return CHOSEN.get(name, said.strip().split("\n")[0][:80])


def is_permissive(name: str, said: str) -> bool:
    """Whether a licence lets one use and pass on the software, in the whole of it or by choice."""
    return name in CHOSEN or (bool(PERMISSIVE.search(said)) and "GPL" not in said)


def holes() -> tuple[int, str]:
    """Known holes in the locked versions: exit code, and what there is to say."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes",
               "-r", str(LOCK), "-r", str(SPARK_LOCK)]  # fmt: skip
    try:
        done = subprocess.run([*command, "--disable-pip"], capture_output=True, text=True,
                              timeout=300, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return 0, "NOT LOOKED FOR known holes: pip-audit got no answer in 300 s."
    said = done.stdout + done.stderr
    if "No module named pip_audit" in said:
        return 0, "NOT LOOKED FOR known holes: pip-audit is not here (pip install pip-audit)."
    if UNREACHED in said or "ConnectionError" in said or "ServiceError" in said:
        return 0, "NOT LOOKED FOR known holes: pip-audit reached no list of them."
    return done.returncode, said.strip()


def main() -> int:
    """Print both."""
    here = installed()
    said = {item.name: licence(here[item.name]) for item in locked() if item.name in here}
    bad = [name for name, text in said.items() if not is_permissive(name, text)]
    for text, count in Counter(said.values()).most_common():
        print(f"{count:4} {text}")
    for name in bad:
        print(f"not known to be permissive: {name}: {said[name]!r}")
    code, text = holes()
    print(text)
    return int(bool(bad) or code != 0)


if __name__ == "__main__":
    sys.exit(main())
