"""How many rows each stream of the sample lakehouse has, and where its people come from."""

from dataclasses import dataclass

BIG = {"workers_500k": 500_000, "workers_100k": 100_000, "ethereal_workers": 10_000}
OTHER = {"candidates": 1_000, "job_orders": 15_000}
SMALL = {"client_workersi": 160, "client_workerskjkk": 160, "sparse_workers": 200}


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
    rows |= {name: count if scale >= 0.1 else 20 for name, count in SMALL.items()}
    rows["new_candidates"] = 3
    first: dict[str, int] = {}
    people = 0
    for name in (*BIG, "client_workersi", "sparse_workers", "candidates", "new_candidates"):
        first[name] = people
        people += rows[name]
    whole = scale >= 0.5
    return Sizes(rows, 44 if whole else 10, 64 if whole else 14, first, people)
