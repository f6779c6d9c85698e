"""Functions of time. A time of day is a text in Spark."""

from sqlglot import exp
from sqlglot.generator import Generator

CLOCK = r"^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


def date_part(self: Generator, part: exp.Expr, value: exp.Expr) -> str:
    """Seconds since midnight of a text that may be a time of day. Raises for anything else."""
    if part.name != "epoch" or not isinstance(value, exp.TryCast) or not value.is_type("time"):
        raise ValueError(f"date_part of this form is not known: {part.name}")
    clock = self.sql(value, "this")
    parts = [f"CAST(COALESCE(NULLIF(SPLIT_PART({clock}, ':', {place}), ''), '0') AS DOUBLE)"
             for place in (1, 2, 3)]  # fmt: skip
    seconds = f"{parts[0]} * 3600 + {parts[1]} * 60 + {parts[2]}"
    return f"CASE WHEN {clock} RLIKE {self.sql(exp.Literal.string(CLOCK))} THEN {seconds} END"
