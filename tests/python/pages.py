"""What a page's text says outside the answers to its queries, and what those answers are."""

from html.parser import HTMLParser
from typing import NamedTuple

SKIPPED = {"style", "svg", "script", "title"}
VOID = {"meta", "link", "br", "wbr"}


class Cell(NamedTuple):
    """A value on the page that names where it comes from, and the text that people see."""

    query: str
    row: int
    column: str
    value: str
    text: str


class ReportPage(HTMLParser):
    """Reads a gap report: its cells, and all text that stands in none of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        self.prose: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, {name: text or "" for name, text in attrs}))
        if "data-column" in self._open[-1][1]:
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        _tag, attributes = self._open.pop()
        if "data-column" in attributes:
            around = [each for _, each in self._open] + [attributes]
            query = next(each["data-query"] for each in reversed(around) if "data-query" in each)
            row = next(each["data-row"] for each in reversed(around) if "data-row" in each)
            value = attributes.get("data-value", attributes.get("value", ""))
            text = "".join(self._text).strip()
            self.cells.append(Cell(query, int(row), attributes["data-column"], value, text))

    def handle_data(self, data: str) -> None:
        if any(tag in SKIPPED for tag, _ in self._open):
            return
        if any("data-column" in attributes for _, attributes in self._open):
            self._text.append(data)
        else:
            self.prose.append(data)
