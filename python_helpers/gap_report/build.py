"""Writing gap_report.html and gap_report.md from the tables of one database."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from python_helpers.database import open_database
from python_helpers.gap_report import charts, sections
from python_helpers.gap_report.answers import Answers, is_number, machine_value, shown
from python_helpers.questions import NotInRelease

HERE = Path(__file__).parent
STYLE = HERE.parent / "pages" / "style.css"
FILES = ("gap_report.html", "gap_report.md")
PLACEHOLDER = re.compile(r"\{(\w+)\.(\w+)(?::(\w+))?\}")
GOOD_WORDS = ("pass", "kept", "closed", "yes", "approved", "enough", "holds")
BAD_WORDS = ("blocked", "blocks", "broken")


def write(database: Path, folder: Path, title: str) -> list[Path]:
    """Write the report on a database into a folder; `title` names the release or the build."""
    with open_database(database) as connection:
        return render(Answers(connection), folder, title)


def render(answers: Answers, folder: Path, title: str) -> list[Path]:
    """Write both forms of the report into a folder, from answers to its queries."""
    context = {
        "answers": answers, "title": title, "sections": sections.SECTIONS,
        "changes": sections.CHANGES, "summary": sections.SUMMARY,
        "style": Markup(STYLE.read_text("utf-8")),
    }  # fmt: skip
    written = []
    for name in FILES:
        is_page = name.endswith(".html")
        environment = Environment(
            loader=FileSystemLoader(HERE), autoescape=is_page, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        environment.globals |= {
            "figure": lambda *args, is_page=is_page: figure(answers, is_page, *args),
            "worded": lambda text, is_page=is_page: worded(answers, is_page, text),
            "parts_of": lambda section: parts_of(answers, section),
            "chart": lambda key: Markup(charts.svg(key, answers)),
            "shown": shown, "breakable": breakable, "machine_value": machine_value,
            "number_columns": number_columns, "tone": tone, "groups": groups,
        }  # fmt: skip
        page = environment.get_template(f"{name}.j2").render(context)
        (folder / name).write_text(page, encoding="utf-8")
        written.append(folder / name)
    return written


def figure(answers: Answers, is_page: bool, query: str, column: str, kind: str = "text") -> Any:
    """One figure in running text: the first row's column; on the page it names its query."""
    value = answers.value(query, column)
    text = shown(value, kind)
    if not is_page:
        return text
    return Markup(
        '<data value="{}" data-query="{}" data-row="0" data-column="{}">{}</data>'
    ).format(machine_value(value), query, column, text)  # fmt: skip


def worded(answers: Answers, is_page: bool, text: str) -> Any:
    """A text with its {query.column} filled in; empty when its table or row is missing."""
    pieces: list[Any] = []
    end = 0
    try:
        for match in PLACEHOLDER.finditer(text):
            query, column, kind = match.groups()
            if not answers.rows(query):
                return ""
            pieces += [text[end : match.start()]]
            pieces += [figure(answers, is_page, query, column, kind or "text")]
            end = match.end()
    except NotInRelease:
        return ""
    pieces.append(text[end:])
    return Markup("").join(pieces) if is_page else "".join(pieces)


def parts_of(answers: Answers, section: sections.Section) -> list[dict[str, Any]]:
    """A section's parts with their rows, or with the table that is missing for them."""
    parts: list[dict[str, Any]] = []
    for part in section.parts:
        is_figure = isinstance(part, sections.Figure)
        table = part.table if isinstance(part, sections.Figure) else part
        entry: dict[str, Any] = {
            "part": part,
            "table": table,
            "is_figure": is_figure,
            "absent": "",
            "rows": [],
        }
        try:
            entry["rows"] = list(enumerate(answers.rows(table.query)))
        except NotInRelease as missing:
            entry["absent"] = sections.ABSENT.format(relation=missing)
        parts.append(entry)
    return parts


def groups(rows: list[tuple[int, dict[str, Any]]], fold: str) -> list[tuple[str, list[Any]]]:
    """Numbered rows by the value of a column, in the order they come; all as one without it."""
    if not fold:
        return [("", rows)]
    found: dict[str, list[Any]] = {}
    for number, row in rows:
        found.setdefault(str(row[fold]), []).append((number, row))
    return list(found.items())


def number_columns(rows: list[tuple[int, dict[str, Any]]]) -> set[str]:
    """Columns that hold a number in any row: they stand to the right."""
    return {name for _number, row in rows for name, value in row.items() if is_number(value)}


def breakable(name: str) -> Markup:
    """A long name that may go on in the next line after a dot or an underscore."""
    return Markup("<wbr>").join(re.split(r"(?<=[._])(?=[a-z])", name))


def tone(status: Any) -> str:
    """Whether a status is good, bad or neither: for its mark on the page."""
    word = str(status)
    if word in GOOD_WORDS:
        return "good"
    return "bad" if word in BAD_WORDS or word.startswith("no:") else "fair"
