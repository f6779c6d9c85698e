"""`make torture`: everything that can go wrong, tried, as a table of figures.

usage: python tests/python/torture.py [FOLDER]. Exit: 0 all held, 1 something did not.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bad_values
import torture_faults
import torture_input
import torture_kills
import torture_load
from torture_ground import Figure, Ground, copy_of, prepare

LANES = 2  # builds at a time
FLIPS = 1000
KILLS = 50  # moments of kill -9, in each of two stages
BUILDING, PATIENCE = 12, 360  # of those at most, and for so many seconds, while building
Stage = Callable[[Ground], Iterable[Figure]]


def killed(ground: Ground, first: int) -> Iterable[Figure]:
    """Kills of builds, as many as there is time for, then of publishing, from a moment on."""
    building = torture_kills.kill_building(ground, BUILDING, first, PATIENCE)
    yield building
    yield torture_kills.kill_publishing(ground, KILLS - building.tried, first)


def stages() -> list[Stage]:
    """What needs a ground of its own, the longest first."""
    torments = list(bad_values.torments())
    half = len(torments) // 2
    return [
        lambda at: killed(at, 1),
        lambda at: killed(at, 1 + KILLS),
        lambda at: [torture_load.readers_and_builds(at, 5), torture_load.two_builds(at)],
        torture_faults.faults,
        lambda at: torture_input.value_builds(at, torments[:half]),
        lambda at: torture_input.value_builds(at, torments[half:]),
        lambda at: [torture_input.json_build(at)],
        lambda at: [torture_input.parquet_files(at.folder / "parquet", FLIPS)],
        lambda at: [torture_input.json_files(at.folder / "json")],
    ]


def torture(folder: Path) -> list[Figure]:
    """All stages, LANES at a time; each figure is printed when it is there."""
    ground = prepare(folder / "ground")

    def run(numbered: tuple[int, Stage]) -> list[Figure]:
        number, stage = numbered
        figures = []
        for figure in stage(copy_of(ground, folder / f"stage{number}")):
            print(line(figure), flush=True)
            figures.append(figure)
        return figures

    with ThreadPoolExecutor(LANES) as lanes:
        found = lanes.map(run, enumerate(stages()))
        return [figure for figures in found for figure in figures]


def line(figure: Figure) -> str:
    """A figure as a row of a markdown table."""
    mark = "" if figure.held == figure.tried else "**FAILED** "
    return (
        f"| {figure.what} | {figure.tried:,} | {mark}{figure.held:,} | {figure.seconds:.0f} s"
        f" | {figure.note} |"
    )


def main(arguments: list[str]) -> int:
    """Print the table."""
    begun = time.monotonic()
    print("| tried | cases | held | time | |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(dir=arguments[0] if arguments else None) as folder:
        figures = torture(Path(folder))
    tried, held = sum(one.tried for one in figures), sum(one.held for one in figures)
    print(f"| all | {tried:,} | {held:,} | {(time.monotonic() - begun) / 60:.1f} min | |")
    return int(tried != held)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
