"""What `make docs` adds to dbt's page: the column lineage and the gap report beside it.

dbt's own graph ends at tables. The page shows the question where_a_raw_column_goes, which knows
masks and the files' own columns, as of the current release. dbt's page loses its failed requests
and shows descriptions whole.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from python_helpers import questions
from python_helpers.ask import CannotAsk, find, release_database

HERE = Path(__file__).parent
QUESTION = "where_a_raw_column_goes"
FILE = "column_lineage.html"
DOCS = "static_index.html"
REPORT = "gap_report.html"
WHOLE_TEXT = "white-space: normal !important; max-width: none !important;"
# dbt's page asks for pictures by the names of its own templates: 1,390 failed requests a look.
MENDED = (
    ('xlink:href="{{ getIcon(', 'ng-attr-xlink:href="{{ getIcon('),
    ("${require('./assets/favicons/favicon.ico')}", "data:,"),
    # A description ends after three words there, and the way on is a small arrow.
    ("</head>", f"<style>tr.column-row td {{ {WHOLE_TEXT} }}</style></head>"),
)


def write(database: Path, folder: Path) -> Path:
    """Write the page on a release's database into a folder.

    Raises questions.NotInRelease when the release has no column lineage.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.sql(questions.plain_sql(find(QUESTION), questions.relations(connection)))
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    streams: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        streams.setdefault(row["stream"], []).append(row)
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    style = Markup((HERE / "style.css").read_text("utf-8"))
    page = environment.get_template(f"{FILE}.j2").render(streams=streams, style=style)
    (folder / FILE).write_text(page, encoding="utf-8")
    return folder / FILE


def mend(page: Path) -> None:
    """Take the failing requests out of dbt's static page."""
    text = page.read_text("utf-8")
    for wrong, right in MENDED:
        text = text.replace(wrong, right, 1 if wrong == "</head>" else -1)
    page.write_text(text, encoding="utf-8")


def main() -> None:
    """Mend dbt's page and write the others beside it; without a release say so and exit 2."""
    folder = Path(os.environ.get("DBT_TARGET_PATH", "target"))
    mend(folder / DOCS)
    try:
        database = release_database()
        write(database, folder)
        shutil.copyfile(database.parent / REPORT, folder / REPORT)
    except (CannotAsk, questions.NotInRelease) as problem:
        print(f"No column lineage: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
