"""How many rows each stream of the sample lakehouse has, and where its people come from."""

from collections.abc import Iterator
from dataclasses import dataclass

BIG = {"workers_500k": 500_000, "workers_100k": 100_000, "ethereal_workers": 10_000}
OTHER = {"candidates": 1_000, "job_orders": 15_000}
MOST = {"candidates": 99_999, "job_orders": 999_999}  # what the digits of their ids can number
SMALL = {"client_workersi": 160, "client_workerskjkk": 160, "sparse_workers": 200}
PART = 1_000_000  # people made at once, and rows of a file: more come in several


@dataclass(frozen=True)
class Sizes:
    """Rows per stream, plans and lessons; `first` is a stream's first own `person_id`."""

    rows: dict[str, int]
    plans: int
    lessons: int
    first: dict[str, int]
    people: int


def sizes_at(scale: float) -> Sizes:
    """Sizes at a scale; 1 is the documented inventory (610,000 workers, 44 plans, 64 lessons).

    Raises ValueError for a scale that is not in (0, 100].
    """
    if not 0 < scale <= 100:
        raise ValueError(f"scale must be above 0 and at most 100, not {scale}")
    rows = {name: max(20, round(count * scale)) for name, count in (BIG | OTHER).items()}
    rows |= {name: min(rows[name], most) for name, most in MOST.items()}
    rows |= {name: count if scale >= 0.1 else 20 for name, count in SMALL.items()}
    rows["new_candidates"] = 3
    first: dict[str, int] = {}
    people = 0
    for name in (*BIG, "client_workersi", "sparse_workers", "candidates", "new_candidates"):
        first[name] = people
        people += rows[name]
    whole = scale >= 0.5
    return Sizes(rows, 44 if whole else 10, 64 if whole else 14, first, people)


def clients_of(sizes: Sizes) -> int:
    """How many clients the job orders come from."""
    return max(12, sizes.rows["job_orders"] // 14)


def parts_of(rows: int) -> Iterator[range]:
    """The rows in parts that are made one after the other, so that memory holds one."""
    for first in range(0, rows, PART):
        yield range(first, min(first + PART, rows))


def dataset_files(stream: str, rows: int) -> list[str]:
    """Paths below the lakehouse: a dataset's file, or of many workers those in a folder."""
    parts = len(list(parts_of(rows)))
    if parts == 1 or stream not in BIG:
        return [f"data/datasets/{stream}.parquet"]
    return [f"data/datasets/{stream}/part-{number:03}.parquet" for number in range(parts)]
