"""Turn the sample's phrases into SQL.

`data/phrases.csv` holds one sentence a row, with `{column}` where a value goes. A part (all rows of
one name) becomes one `case` expression that picks a sentence by a hash of the row, so that half a
million texts are put together by DuckDB and none by Python.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

DATA = Path(__file__).parent / "data"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def read_phrases(path: Path = DATA / "phrases.csv") -> dict[str, list[str]]:
    """Sentences per part, in file order."""
    parts: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            parts.setdefault(row["part"], []).append(row["text"])
    return parts


def literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def sentence_sql(text: str) -> str:
    """One sentence as a `concat(...)`; a placeholder becomes the column of that name."""
    pieces = PLACEHOLDER.split(text)
    sql = [literal(piece) if n % 2 == 0 else piece for n, piece in enumerate(pieces) if piece]
    return f"concat({', '.join(sql)})"


def choice_sql(part: str, sentences: list[str], key: str = "row_key") -> str:
    """A `case` that picks one of the sentences by `h(key, part)`."""
    whens = " ".join(f"when {n} then {sentence_sql(text)}" for n, text in enumerate(sentences))
    return f"case h({key}, {literal(part)}) % {len(sentences)} {whens} end"


def fill_template(sql: str, phrases: Mapping[str, list[str]]) -> str:
    """Replace every `/*phrase:part*/` of a SQL file by the part's `case` expression."""
    return re.sub(r"/\*phrase:(\w+)\*/", lambda m: choice_sql(m.group(1), phrases[m.group(1)]), sql)
