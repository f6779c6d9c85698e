"""Skill and certificate lists that fit a role: 64 per role, so that a worker's is one join."""

import csv
import random
from pathlib import Path

VARIANTS = 64
Combo = tuple[int, str, str | None, str, str, str, str | None]


def make_combos(roles_csv: Path, seed: int) -> list[Combo]:
    """Rows of (combo_id, skills, certifications, s1, s2, s3, cert).

    `combo_id` is 64 x role_id + variant; role_id counts from 1. A nurse or driver without the
    licence cannot work, so roles with a licence always have the first certificate; others have it
    in three cases of five.
    """
    rng = random.Random(seed)
    rows: list[Combo] = []
    with roles_csv.open(encoding="utf-8", newline="") as handle:
        for role_id, role in enumerate(csv.DictReader(handle), start=1):
            skills = role["skills"].split(",")
            certificates = role["certifications"].split("|")
            needed = role["vertical"] == "healthcare" or role["role"] in LICENSED
            for variant in range(VARIANTS):
                picked = rng.sample(skills, rng.randint(3, min(5, len(skills))))
                held = certificates[:1] if needed or rng.random() < 0.6 else []
                held += [name for name in certificates[1:] if rng.random() < 0.35]
                rows.append(
                    (
                        VARIANTS * role_id + variant,
                        ", ".join(picked),
                        ", ".join(held) or None,
                        *picked[:3],
                        held[0] if held else None,
                    )
                )
    return rows


LICENSED = {"Forklift Operator", "Truck Driver", "Welder"}
