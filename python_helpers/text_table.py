"""Rows of an answer as a table of plain text."""

import textwrap

import duckdb


def lines(found: duckdb.DuckDBPyRelation, rows: int, width: int) -> str:
    """Columns as wide as they need, numbers to the right, no types: for reading."""
    values = found.fetchmany(rows)
    places = [_decimals([row[place] for row in values]) for place in range(len(found.columns))]
    cells = [
        [_shown(value, digits) for value, digits in zip(row, places, strict=True)] for row in values
    ]
    numeric = [str(kind) not in ("VARCHAR", "DATE") for kind in found.types]
    widths = [
        max([len(name), *(len(row[place]) for row in cells)])
        for place, name in enumerate(found.columns)
    ]
    if (spare := width - sum(widths[:-1]) - 2 * len(widths)) < widths[-1]:
        widths[-1] = max(spare, 20)
    written = []
    for row in [list(found.columns), ["\u2500" * size for size in widths], *cells]:
        for part in wrapped(row, widths[-1]):
            placed = [
                text.rjust(size) if right else text.ljust(size)
                for text, size, right in zip(part, widths, numeric, strict=True)
            ]
            written.append("  " + "  ".join(placed).rstrip())
    return "\n".join(["", *written, ""])


def wrapped(row: list[str], width: int) -> list[list[str]]:
    """A row as lines: its last column, the one that may be long, goes on below itself."""
    first, *rest = textwrap.wrap(row[-1], width) or [""]
    blank = [""] * (len(row) - 1)
    return [[*row[:-1], first], *([*blank, text] for text in rest)]


def _decimals(values: list[object]) -> int:
    """As many decimals as the column's longest number has, so that they stand below each other."""
    numbers = [f"{value:.15g}" for value in values if isinstance(value, float)]
    return max((len(number.partition(".")[2]) for number in numbers), default=0)


def _shown(value: object, decimals: int) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.{decimals}f}" if isinstance(value, float) else str(value)
