"""Make a sample lakehouse: `python -m python_helpers.sample_lakehouse OUT_DIR`.

All people, clients and plans are made up. The same seed and scale give the same bytes. What is
wrong with the data, and how often, stands in `ground_truth.json` at its root.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from python_helpers.sample.build import build

MARK = "ground_truth.json"


class NotASample(Exception):
    """The target holds something that this command did not make."""


def check_target(out: Path) -> None:
    """Raise NotASample unless `out` is absent, empty, or an older sample lakehouse."""
    if not out.exists():
        return
    if not out.is_dir():
        raise NotASample(f"{out} is a file; name a directory")
    if any(out.iterdir()) and not (out / MARK).is_file():
        raise NotASample(
            f"{out} is not empty and has no {MARK}, so it is not a sample lakehouse; "
            "name another directory, or remove this one yourself"
        )


def print_row(stream: str, rows: int, seconds: float) -> None:
    """One line of progress."""
    print(f"  {stream:<22} {rows:>9,} rows {seconds:6.1f} s", file=sys.stderr, flush=True)


def make_sample(out: Path, scale: float = 1.0, seed: int = 7, *, counted: bool = True) -> None:
    """Build beside `out` and rename, so that `out` is never half a lakehouse.

    Raises NotASample (see `check_target`) and ValueError (a scale out of range).
    """
    out = out.absolute()
    check_target(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        made = work / "made"
        made.mkdir()
        build(made, scale, seed, print_row, counted=counted)
        if out.exists():
            out.rename(work / "old")
        made.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="directory to make or to replace")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the rows (default 1)")
    parser.add_argument("--seed", type=int, default=7, help="other people, same shape (default 7)")
    parser.add_argument("--uncounted", action="store_true", help="leave its defects uncounted")
    args = parser.parse_args(argv)
    clock = time.perf_counter()
    try:
        make_sample(args.out, args.scale, args.seed, counted=not args.uncounted)
    except (NotASample, ValueError) as error:
        print(f"sample lakehouse: {error}", file=sys.stderr)
        return 2
    seconds = time.perf_counter() - clock
    print(f"sample lakehouse: {args.out} (scale {args.scale:g}, seed {args.seed}, {seconds:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
